import type { App, TownView } from '../context.ts'
import type { InboxRow } from '../store-port/inbox.ts'
import { Draft } from '../tickets/draft.ts'
import { handleAction } from './action.ts'
import { handleEdit } from './edit.ts'
import type { Intake } from './intake.ts'
import { handleMembership, tellUnboundOnce } from './membership.ts'
import { handleMessage } from './message.ts'
import { handleRecall } from './recall.ts'

/** Works out what one event causes; nothing is written or sent here. */
export async function handleEvent(
  app: App,
  view: TownView,
  row: InboxRow,
  /** Further items of the same album, done with it. */
  rest: readonly InboxRow[] = [],
): Promise<Draft> {
  const { event } = row
  const draft = new Draft({
    inboxId: row.id,
    alsoInboxIds: rest.map((r) => r.id),
    requestId: row.requestId,
  })
  if (event.body.kind === 'migrated') {
    // Idempotent by itself, so it may come before the commit that marks the event as handled.
    await app.store.migrated(event, event.body.to)
    return draft
  }
  const { conversation, identity } = await app.store.parties(event)
  const intake: Intake = { app, view, row, event, conversation, identity, draft, now: app.now() }
  if (conversation.status !== 'active' && event.body.kind !== 'membership') {
    // Whoever speaks to the bot can be spoken to.
    draft.write.conversations.push({ id: conversation.id, status: 'active' })
  }
  switch (event.body.kind) {
    case 'message':
      if (event.body.command?.name !== 'bind') tellUnboundOnce(intake)
      await handleMessage(intake, event.body)
      keepItems(draft, rest)
      break
    case 'edit':
      await handleEdit(intake, event.body)
      break
    case 'action':
      await handleAction(intake, event.body)
      break
    case 'membership':
      handleMembership(intake, event.body)
      break
    case 'recall':
      await handleRecall(intake, event.body)
      break
    case 'ignored':
      break
  }
  return draft
}

/** Every item of an album can be answered and is known again when it is edited. */
function keepItems(draft: Draft, rest: readonly InboxRow[]): void {
  const [main] = draft.write.messages
  for (const { event } of main ? rest : []) {
    if (!main || event.body.kind !== 'message') continue
    const { messageId, parts } = event.body
    if (draft.write.messages.some((m) => m.platformId === messageId)) continue
    draft.write.messages.push({ ...main, platformId: messageId, text: '', photos: [], parts })
  }
}
