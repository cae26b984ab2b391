import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import type { CommitResult, Write } from '../store-port/write.ts'
import type { Draft } from './draft.ts'

/** Writes the draft and, once it is written, wakes those who have to act on it. */
export function commitDraft(app: App, draft: Draft): Promise<CommitResult> {
  return commitWrite(app, draft.write)
}

export async function commitWrite(app: App, write: Write): Promise<CommitResult> {
  const cause = write.cause.timerIds.length > 0 ? 'timer' : 'event'
  crashPoint(`${cause}.decided`)
  const result = await app.store.commit(write)
  if (!result.ok) return result
  crashPoint(`${cause}.committed`)
  for (const id of new Set(write.outbox.map((o) => o.conversationId))) app.wake.delivery(id)
  for (const { question } of write.questions) {
    if (question.state === 'waiting' && question.dueAt) app.wake.due(question.dueAt)
  }
  for (const { dueAt, state } of write.reminders) {
    if (state === 'waiting' && dueAt) app.wake.due(dueAt)
  }
  for (const change of write.tickets) {
    for (const timer of change.timers) if (timer.op === 'arm') app.wake.due(new Date(timer.dueAt))
  }
  return result
}
