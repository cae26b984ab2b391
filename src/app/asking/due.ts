import type { Question } from '../../domain/asking/question.ts'
import type { App, TownView } from '../context.ts'
import { laneOf } from '../intake/receive.ts'
import { askSameDue } from '../joining/ask-same.ts'
import { commitDraft } from '../tickets/commit-draft.ts'
import { Draft, type DraftContext } from '../tickets/draft.ts'
import { askNow, quietUntil } from './ask.ts'
import { photoWording } from './ask-photo.ts'
import { forDispatcher } from './ask-report.ts'
import { endQuestion } from './settle.ts'

/**
 * The time of a waiting question has come. It takes the lane of the message's chat, so that words that come in the same
 * moment are seen; a busy lane is left alone, since the auditor comes back to what is overdue.
 */
export async function fireQuestion(app: App, id: string): Promise<void> {
  const question = await app.store.question(id)
  if (question?.state !== 'waiting' || question.dueAt === null) return
  if (question.dueAt > app.now()) return app.wake.due(question.dueAt)
  const about = await app.store.conversation(question.about.conversationId)
  const view = await app.town()
  if (!about || !view) return
  const lane = laneOf({ ...about, conversation: { id: about.chat, type: about.type } })
  const held = await app.store.inLane(`in:${lane}`, () => ask(app, view, id))
  // Whoever came meanwhile found the lane busy and went.
  if (held.ok) app.wake.inbox(lane)
}

/** Asks, unless words came meanwhile, the chat is gone or sleeps: then nothing is said. A lost race changes nothing. */
async function ask(app: App, view: TownView, id: string): Promise<void> {
  const question = await app.store.question(id)
  if (question?.state !== 'waiting') return
  const now = app.now()
  const ctx: DraftContext = { app, view, now, draft: new Draft({ requestId: app.newId() }) }
  if (!(await tryAsking(ctx, question))) await endQuestion(ctx, question, { state: 'dropped' })
  await commitDraft(app, ctx.draft)
  if (question.dueAt) app.meter.timerFired((now.getTime() - question.dueAt.getTime()) / 1000)
}

async function tryAsking(ctx: DraftContext, question: Question): Promise<boolean> {
  const { app } = ctx
  const { conversationId, messageId } = question.about
  const stored = await app.store.message(conversationId, messageId)
  const conversation = await app.store.conversation(question.conversationId)
  if (question.kind === 'same')
    return conversation?.status === 'active' && askSameDue(ctx, question, conversation)
  if (!stored || stored.ticketId !== null || conversation?.status !== 'active') return false
  if (question.kind === 'photo') {
    if (quietUntil(ctx, conversation)) return false
    askNow(ctx, question, conversation, photoWording(messageId, stored.thread))
    return true
  }
  const identity = stored.identityId ? await app.store.identity(stored.identityId) : null
  const about = await app.store.conversation(conversationId)
  const hidden = question.author === null
  const known = hidden ? undefined : ctx.view.town.personById.get(identity?.personId ?? '')?.name
  const name = hidden ? '' : (known ?? identity?.name ?? '')
  const area = about?.area ?? ctx.view.town.top
  askNow(ctx, question, conversation, forDispatcher(ctx, conversation, name, stored.text, { area }))
  return true
}
