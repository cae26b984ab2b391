import type { Write } from '../../app/store-port/write.ts'
import type { Part } from './part.ts'

/** One change per conversation: SQL would take only one of several for the same row. */
function perConversation(changes: Write['conversations']): object[] {
  const merged = new Map<string, Write['conversations'][number]>()
  for (const change of changes) merged.set(change.id, { ...merged.get(change.id), ...change })
  return [...merged.values()].map((c) => ({ ...c, setArea: 'area' in c, setDepartment: 'department' in c }))
}

/** What chats are bound to and know, and whose accounts are whose. */
export const CONVERSATIONS: readonly Part[] = [
  {
    key: 'v',
    rows: (w) => perConversation(w.conversations),
    sql: (json) => `conversations AS (
  UPDATE conversation c SET
    area = CASE WHEN x."setArea" THEN x.area ELSE c.area END,
    department = CASE WHEN x."setDepartment" THEN x.department ELSE c.department END,
    status = coalesce(x.status, c.status), can_hear_all = coalesce(x."canHearAll", c.can_hear_all),
    told_bind = coalesce(x."toldBind", c.told_bind), told_hear = coalesce(x."toldHear", c.told_hear)
  FROM jsonb_to_recordset(${json}) AS x(id uuid, area text, department text, status text, "canHearAll" boolean,
    "toldBind" boolean, "toldHear" boolean, "setArea" boolean, "setDepartment" boolean)
  WHERE c.id = x.id)`,
  },
  {
    key: 'i',
    rows: (w) => w.identities,
    sql: (json) => `identities AS (
  UPDATE identity SET person_id = x."personId", tied_by = x."tiedBy"
  FROM jsonb_to_recordset(${json}) AS x(id uuid, "personId" uuid, "tiedBy" text) WHERE identity.id = x.id)`,
  },
]
