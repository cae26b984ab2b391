import { decide } from '../../domain/ticket/decide.ts'
import type { App, TownView } from '../context.ts'
import { askFrom } from '../feedback/when.ts'
import type { DueTimer } from '../store-port/timers.ts'
import { commitWrite } from '../tickets/commit-draft.ts'
import { Draft } from '../tickets/draft.ts'
import { addEffects } from '../tickets/effects.ts'
import { joinWrites } from './join-writes.ts'

/**
 * Fires timers of different tickets in one write: each the same decision as for an event, all committed together or
 * not at all. A refusal is a stale timer: it is marked as fired and nothing else happens.
 * @param drafts filled with what each is going to write
 * @param alone what goes wrong is thrown instead of told
 * @returns those that were not fired
 */
export async function fireTogether(
  app: App,
  view: TownView,
  rows: readonly DueTimer[],
  drafts: Draft[],
  alone = false,
): Promise<DueTimer[]> {
  const left: DueTimer[] = []
  const fired: { row: DueTimer; now: Date }[] = []
  for (const row of rows) {
    const now = app.now()
    const draft = new Draft({ timerId: row.id, requestId: app.newId() })
    try {
      await decided(row, { app, view, draft, now })
      drafts.push(draft)
      fired.push({ row, now })
    } catch (error) {
      if (alone) throw error
      left.push(row)
    }
  }
  if (drafts.length === 0) return left
  const result = await commitWrite(app, joinWrites(drafts.map(({ write }) => write)))
  if (!result.ok) return rows.slice()
  for (const { row, now } of fired) app.meter.timerFired((now.getTime() - row.dueAt.getTime()) / 1000)
  return left
}

type Context = Parameters<typeof addEffects>[2]

async function decided({ kind, generation, ticket }: DueTimer, ctx: Context): Promise<void> {
  if (!ticket) return
  const command = { kind: 'timer', timer: kind, generation } as const
  const { app, now, view } = ctx
  const actor = { kind: 'system' } as const
  const later = await askFrom(app, view, ticket, kind, now)
  const decision = decide(ticket, command, { now, town: view.town, actor, askFrom: later })
  if (decision.ok) await addEffects(ticket, decision, ctx)
}
