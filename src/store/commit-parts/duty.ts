import type { DutyWrite } from '../../app/store-port/duty.ts'
import type { Part } from './part.ts'

const swapRow = ({ swap, before }: DutyWrite['swaps'][number]): object => ({ ...swap, before })
const SWAP = `(id uuid, asker uuid, other uuid, shifts jsonb, state text, "askedAt" timestamptz,
    "decidedAt" timestamptz, before text)`

/** What people say of their own duty, and the version that makes every process read the town anew. */
export const DUTY: readonly Part[] = [
  {
    key: 'A',
    rows: (w) => w.duty.absences,
    sql: (json) => `new_absences AS (
  INSERT INTO absence (id, person_id, begins, ends, deputy, source)
  SELECT id, "personId", "from", "to", deputy, 'chat'
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "personId" uuid, "from" text, "to" text, deputy uuid))`,
  },
  {
    key: 'B',
    rows: (w) => w.duty.backs,
    // One that had not begun yet ends where it begins: it never comes.
    sql: (json) => `backs AS (
  UPDATE absence SET ends = greatest(absence.begins, least(absence.ends, x.at))
  FROM jsonb_to_recordset(${json}) AS x("personId" uuid, at text)
  WHERE absence.person_id = x."personId" AND absence.ends > x.at)`,
  },
  {
    key: 'C',
    rows: (w) => w.duty.swaps.filter((s) => s.before === null).map(swapRow),
    sql: (json) => `new_swaps AS (
  INSERT INTO duty_swap (id, asker, other, shifts, state, asked_at, decided_at)
  SELECT id, asker, other, shifts, state, "askedAt", "decidedAt" FROM jsonb_to_recordset(${json}) AS x${SWAP})`,
  },
  {
    key: 'D',
    rows: (w) => w.duty.swaps.filter((s) => s.before !== null).map(swapRow),
    sql: (json) => `s AS (SELECT * FROM jsonb_to_recordset(${json}) AS x${SWAP}),
changed_swaps AS (
  UPDATE duty_swap SET state = s.state, decided_at = s."decidedAt"
  FROM s WHERE duty_swap.id = s.id AND duty_swap.state = s.before RETURNING duty_swap.id)`,
    must: () =>
      `must((SELECT count(*) FROM s) = (SELECT count(*) FROM changed_swaps), 'swap answered meanwhile')`,
  },
  {
    key: 'E',
    rows: ({ duty }) => {
      const agreed = duty.swaps.filter(({ swap }) => swap.state === 'agreed')
      return [...duty.absences, ...duty.backs, ...agreed].length > 0 ? [1] : []
    },
    sql: (json) => `town_version AS (
  UPDATE town SET version = version + jsonb_array_length(${json}) WHERE id = 1)`,
  },
]
