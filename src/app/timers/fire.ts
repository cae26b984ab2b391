import { decide } from '../../domain/ticket/decide.ts'
import { fireQuestion } from '../asking/due.ts'
import type { App } from '../context.ts'
import { askFrom } from '../feedback/when.ts'
import { fireReminder } from '../reminders/due.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { Draft } from '../tickets/draft.ts'
import { addEffects } from '../tickets/effects.ts'

const MAX_CONFLICTS = 6

/** A timer, or a question that waits, is due: the same decision and the same one write as for an event. Twice, early or stale does nothing. */
export async function fireTimer(app: App, timerId: string): Promise<void> {
  for (let tries = 0; tries < MAX_CONFLICTS; tries++) {
    const timer = await app.store.timer(timerId)
    // Questions and gathered reminders have their own times, and come here by the same queue.
    if (!timer) return (await fireReminder(app, timerId)) ? undefined : fireQuestion(app, timerId)
    if (timer.state !== 'armed') return
    const now = app.now()
    if (timer.dueAt > now) {
      app.wake.timer(timer.id, timer.dueAt)
      return
    }
    const view = await app.town()
    const ticket = await app.store.ticket(timer.ticketId)
    if (!view) return
    const draft = new Draft({ timerId: timer.id, requestId: app.newId() })
    if (ticket) {
      const command = { kind: 'timer', timer: timer.kind, generation: timer.generation } as const
      const later = await askFrom(app, view, ticket, timer.kind, now)
      const actor = { kind: 'system' } as const
      const decision = decide(ticket, command, { now, town: view.town, actor, askFrom: later })
      // A refusal is a stale timer: it is marked as fired and nothing else happens.
      if (decision.ok) await addEffects(ticket, decision, { app, view, draft, now })
    }
    const result = await commitDraft(app, draft)
    if (result.ok) {
      app.meter.timerFired((now.getTime() - timer.dueAt.getTime()) / 1000)
      return
    }
  }
  throw new Error('timer: too many conflicts')
}
