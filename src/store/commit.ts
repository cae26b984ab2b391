import type { Pool } from 'pg'
import type { CommitResult, Write } from '../app/store-port/write.ts'
import { PARTS } from './commit-parts/index.ts'
import type { Part } from './commit-parts/part.ts'
import { storableJson } from './storable.ts'

/**
 * The write of a decision: one statement, so that all effects of one event commit together (rule 3) in
 * one round trip. A parameterised statement is several times faster than an interactive transaction.
 *
 * The statement refuses itself (SQLSTATE 40001, raised by `must`) when the cause was handled already or a
 * ticket has another version than the one decided on; a unique violation of a new ticket is a conflict too.
 */
export async function commit(pool: Pool, write: Write): Promise<CommitResult> {
  try {
    await pool.query(statement(write))
    return { ok: true }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === '40001' || code === '40P01' || code === '23505') return { ok: false, conflict: message }
    throw error
  }
}

/** Texts by the parts they hold: a dozen or so come up, and each is prepared once per connection. */
const texts = new Map<string, string>()

/** Only the parts that have rows: the others would cost their planning and a look at their tables each time. */
function statement(write: Write): { name: string; text: string; values: unknown[] } {
  const values: unknown[] = [write.cause.inboxId, write.cause.timerIds, write.cause.requestId]
  const present: Part[] = []
  for (const part of PARTS) {
    const rows = part.rows(write)
    if (rows.length === 0) continue
    present.push(part)
    values.push(storableJson(rows))
  }
  const name = `commit ${present.map((part) => part.key).join('')}`
  const text = texts.get(name) ?? textOf(present)
  texts.set(name, text)
  return { name, text, values }
}

function textOf(present: readonly Part[]): string {
  const parts = present.map((part, i) => part.sql(`$${i + 4}::jsonb`))
  const checks = present.flatMap((part, i) => part.must?.(`$${i + 4}::jsonb`) ?? [])
  return `WITH ${[CAUSE, ...parts].join(',\n')}
SELECT must($1::bigint IS NULL OR EXISTS (SELECT FROM cause_inbox), 'handled already'),
  must((SELECT count(*) FROM cause_timer) = cardinality($2::uuid[]), 'timer no longer armed'),
  ${[...checks, '$3::text'].join(', ')}`
}

const CAUSE = `cause_inbox AS (
  UPDATE inbox SET state = 'done', processed_at = now(), error = NULL
  WHERE id = $1::bigint AND state = 'pending' RETURNING id),
cause_timer AS (
  UPDATE timer SET state = 'fired', fired_at = now()
  WHERE id = ANY ($2::uuid[]) AND state = 'armed' RETURNING id)`
