import type { Pool } from 'pg'

export function createDigests(pool: Pool) {
  return {
    async digestsOf(day: string): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>(
        'SELECT person_id AS id FROM digest WHERE day = $1::date',
        [day],
      )
      return rows.map((row) => row.id)
    },
  }
}
