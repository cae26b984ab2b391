import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import type { CommitResult } from '../store-port/write.ts'
import type { Draft } from './draft.ts'

/** Writes the draft and, once it is written, wakes those who have to act on it. */
export async function commitDraft(app: App, draft: Draft): Promise<CommitResult> {
  const { timerId } = draft.write.cause
  crashPoint(timerId ? 'timer.decided' : 'event.decided')
  const result = await app.store.commit(draft.write)
  if (!result.ok) return result
  crashPoint(timerId ? 'timer.committed' : 'event.committed')
  for (const id of new Set(draft.write.outbox.map((o) => o.conversationId))) app.wake.delivery(id)
  for (const { question } of draft.write.questions) {
    if (question.state === 'waiting' && question.dueAt) app.wake.timer(question.id, question.dueAt)
  }
  for (const { id, dueAt, state } of draft.write.reminders)
    if (state === 'waiting' && dueAt) app.wake.timer(id, dueAt)
  for (const change of draft.write.tickets) {
    for (const timer of change.timers) if (timer.op === 'arm') app.wake.timer(timer.id, new Date(timer.dueAt))
  }
  return result
}
