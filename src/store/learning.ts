import type { Pool } from 'pg'
import type { NewTownModel, TownModelRow } from '../app/store-port/town-model.ts'
import type { Ticket } from '../domain/ticket/types.ts'
import type { Example } from '../domain/understanding/model/lessons.ts'
import { inTransaction } from './transaction.ts'

const LOCK = 727_003

/** What the town's own model is learned from, and its versions. */
export function createLearning(pool: Pool) {
  return {
    async reportWords({ source }: Pick<Ticket, 'source'>): Promise<string | null> {
      const { rows } = await pool.query<{ text: string }>(
        `SELECT m.text FROM message m WHERE m.conversation_id = $1 AND m.platform_id = $2 AND m.text <> ''
           AND (SELECT count(*) FROM ticket t WHERE t.source_conversation = $1
             AND t.data->'source'->>'messageId' = $2) = 1`,
        [source.conversationId, source.messageId],
      )
      return rows[0]?.text ?? null
    },

    async versions(): Promise<{ town: number; model: number | null }> {
      const { rows } = await pool.query<{ town: number; model: number | null }>(
        `SELECT coalesce((SELECT version FROM town WHERE id = 1), 0) AS town,
           (SELECT version FROM town_model WHERE state = 'in_use') AS model`,
      )
      return rows[0] ?? { town: 0, model: null }
    },

    async modelInUse(): Promise<TownModelRow | null> {
      const { rows } = await pool.query<TownModelRow>(
        `SELECT version, base, packed, last_example::float8 AS "lastExample"
         FROM town_model WHERE state = 'in_use'`,
      )
      return rows[0] ?? null
    },

    async learningDue(after: number, base: string, before: Date): Promise<boolean> {
      // With another shipped model all examples are new: what was learned beside the old one adds nothing now.
      const { rows } = await pool.query<{ due: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM town_model WHERE version > 0 AND made_at > $3) AND (
           SELECT count(*) FROM (SELECT FROM reading_example
             WHERE right_category IS DISTINCT FROM read_category
               AND id > coalesce((SELECT max(last_example) FROM town_model WHERE base = $2 AND version > 0), 0)
             LIMIT $1) e) >= $1 AS due`,
        [after, base, before],
      )
      return rows[0]?.due === true
    },

    async examples(limit: number): Promise<Example[]> {
      const { rows } = await pool.query<Example>(
        `SELECT * FROM (SELECT id::float8 AS id, ticket_id AS "ticketId", text, had_photo AS "hadPhoto",
             read_category AS read, read_area AS area, right_category AS right, by_identity AS by, at
           FROM reading_example ORDER BY reading_example.id DESC LIMIT $1) e ORDER BY id`,
        [limit],
      )
      return rows
    },

    async addModel(model: NewTownModel, keep: number): Promise<number> {
      return inTurn(pool, async (query) => {
        const [next] = await query<{ version: number }>(
          'SELECT coalesce(max(version), 0) + 1 AS version FROM town_model',
        )
        const version = next?.version ?? 1
        if (model.state === 'in_use') await query(PUT_DOWN)
        await query(
          `INSERT INTO town_model (version, made_at, base, packed, figures, last_example, state)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [
            version,
            model.madeAt,
            model.base,
            model.packed === null ? null : JSON.stringify(model.packed),
            JSON.stringify(model.figures),
            model.lastExample,
            model.state,
          ],
        )
        await query(
          `DELETE FROM town_model WHERE state <> 'in_use' AND version > 0 AND version NOT IN (
             SELECT version FROM (SELECT version, row_number() OVER (
               PARTITION BY state = 'refused' ORDER BY version DESC) AS back FROM town_model) m WHERE back <= $1)`,
          [keep],
        )
        await query(AUDIT, [
          model.madeAt,
          'learning',
          model.state === 'refused' ? 'model.refused' : 'model.trained',
          String(version),
          JSON.stringify({ state: model.state, figures: model.figures }),
        ])
        return version
      })
    },
  }
}

const PUT_DOWN = `UPDATE town_model SET state = 'kept' WHERE state = 'in_use'`
const AUDIT = 'INSERT INTO audit_log (at, actor, action, target, data) VALUES ($1, $2, $3, $4, $5)'

type Query = <T extends object>(text: string, values?: unknown[]) => Promise<T[]>

/** Changes of the versions come one after the other, whoever makes them. */
function inTurn<T>(pool: Pool, work: (query: Query) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))', [LOCK])
    return work(async (text, values) => (await client.query(text, values)).rows as never)
  })
}

/** A version as the list shows it. */
export interface ListedModel {
  version: number
  madeAt: Date
  base: string
  state: 'in_use' | 'kept' | 'refused'
  figures: unknown
}

export async function listModels(pool: Pick<Pool, 'query'>): Promise<ListedModel[]> {
  const { rows } = await pool.query<ListedModel>(
    `SELECT version, made_at AS "madeAt", base, state, figures FROM town_model ORDER BY version`,
  )
  return rows
}

export type Chosen = { ok: true } | { ok: false; reason: 'unknown' | 'refused' }

/** Takes a version into use by hand; 0 is the shipped reader alone, and stays so until another is chosen. */
export function chooseModel(pool: Pool, version: number, who: { actor: string; now: Date }): Promise<Chosen> {
  return inTurn<Chosen>(pool, async (query) => {
    if (version === 0)
      await query(
        `INSERT INTO town_model (version, made_at, base, packed, state) VALUES (0, $1, '', NULL, 'kept')
         ON CONFLICT (version) DO NOTHING`,
        [who.now],
      )
    const [found] = await query<{ state: string }>('SELECT state FROM town_model WHERE version = $1', [
      version,
    ])
    if (!found) return { ok: false, reason: 'unknown' }
    if (found.state === 'refused') return { ok: false, reason: 'refused' }
    const [before] = await query<{ version: number }>(`SELECT version FROM town_model WHERE state = 'in_use'`)
    await query(PUT_DOWN)
    await query(`UPDATE town_model SET state = 'in_use' WHERE version = $1`, [version])
    const action = version === 0 ? 'model.off' : 'model.use'
    const data = JSON.stringify({ before: before?.version ?? null })
    await query(AUDIT, [who.now, who.actor, action, String(version), data])
    return { ok: true }
  })
}
