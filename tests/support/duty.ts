import { expect } from 'vitest'
import type { Stage } from './stage.ts'

/** Changes what the town lays down, as an import would; resolves when the service knows. */
export async function lay(
  { sql, service }: Stage,
  change: { policy?: object; rosters?: Row[] },
): Promise<void> {
  if (change.policy)
    await sql('UPDATE town SET policy = policy || $1::jsonb', [JSON.stringify(change.policy)])
  for (const { department, person, days, from, to } of change.rosters ?? [])
    await sql(
      `INSERT INTO roster (id, department, person_id, days, begins, ends)
       SELECT gen_random_uuid(), $1, id, $3, $4, $5 FROM person WHERE name = $2`,
      [department, person, days, from, to],
    )
  const [row] = await sql<{ version: number }>('UPDATE town SET version = version + 1 RETURNING version')
  const known = async () => (await service.ctx.app.town())?.town.version
  await expect.poll(known, { timeout: 5000 }).toBe(row?.version)
}

export interface Row {
  department: string
  person: string
  days: number[]
  from: string
  to: string
}

/** Resolves when the service has read anew what somebody told of their duty. */
export async function heard({ sql, service }: Stage): Promise<void> {
  const known = async () => (await service.ctx.app.town())?.town.version
  const [row] = await sql<{ version: number }>('SELECT version FROM town')
  await expect.poll(known, { timeout: 5000 }).toBe(row?.version)
}
