import type { BotCommand, Part } from '../../domain/message.ts'
import { answerByWords } from '../asking/by-words.ts'
import { runCommand } from '../commands/index.ts'
import { linkByContact } from '../commands/link.ts'
import { plainCommand } from '../commands/plain.ts'
import { plainDuty } from '../commands/plain-duty.ts'
import { feedbackByWords } from '../feedback/by-words.ts'
import { mediationMessage } from '../mediation/listen.ts'
import { statsInWords } from '../scores/command.ts'
import type { ThreadRows } from '../store-port/messages.ts'
import { whistleInWords } from '../whistle/blow.ts'
import { arriveBySaying } from '../whistle/come.ts'
import { recallInWords } from '../whistle/recall.ts'
import { tooManyCommands } from './bounds.ts'
import { continueDialog } from './dialogs.ts'
import { findTicket } from './find-ticket.ts'
import { fixInWords } from './fix.ts'
import { isHidden } from './hidden.ts'
import { type Intake, pointOf, textOf } from './intake.ts'
import { takePhotos } from './photos.ts'
import { report } from './report.ts'
import { loadThread, type Said } from './said.ts'
import { work } from './work.ts'

type MessageBody = Extract<Intake['event']['body'], { kind: 'message' }>

/** A message of a person: a command, an answer to a question, a word on a ticket, a report, or small talk. */
export async function handleMessage(intake: Intake, body: MessageBody): Promise<void> {
  if (intake.event.sender.isBot) return
  const said = await hear(intake, body)
  intake.draft.write.messages.push(said.row)
  // Somebody else's words are no order of the one who passes them on; what they report counts.
  const own = body.forwarded !== true
  const many = tooManyCommands(intake, said.thread)
  if (body.command && own) return many ? undefined : runCommand(intake, body.command, said)
  const contact = body.parts.find((p) => p.kind === 'contact')
  if (contact) return linkByContact(intake, contact)
  if (await answerByWords(intake, said)) return
  if (own && (await feedbackByWords(intake, said))) return
  if (await continueDialog(intake, said)) return
  const { repliedTicket, repliesToBot } = said.thread
  const plain =
    plainCommand(said.text, repliesToBot ? (repliedTicket?.number ?? null) : null) ??
    plainDuty(intake, said.text)
  const here = !repliedTicket || plain?.name === 'why' || plain?.name === 'print'
  if (plain && own && here && !(await namesNothing(intake, plain)))
    return many ? undefined : runCommand(intake, plain)
  if (own && !many && (await statsInWords(intake, said.text))) return
  if (own && (await whistleInWords(intake, said))) return
  if (own && (await recallInWords(intake, said))) return
  if (own && (await arriveBySaying(intake, said))) return
  if (own && (await fixInWords(intake, said))) return
  if (own && (await mediationMessage(intake, said))) return
  if (own && (await work(intake, said))) return
  await report(intake, said)
}

/** In a group 31号 may be a day of the month: words about a ticket there is none of are left to the reading. */
async function namesNothing(intake: Intake, { name, args }: BotCommand): Promise<boolean> {
  if (name !== 'ticket' || intake.conversation.type !== 'group') return false
  return (await findTicket(intake, args)) === null
}

/** Takes in what was said: words, photos, place, and what surrounds it in the conversation. */
export async function hear(
  intake: Intake,
  body: { messageId: string; parts: Part[]; replyTo?: string; albumId?: string; editedAt?: string },
): Promise<Said> {
  const { conversation, identity, event } = intake
  const photos = await takePhotos(intake, body.parts)
  const text = textOf(body.parts)
  const at = new Date(event.occurredAt)
  const thread = withoutHidden(intake, await followMerged(intake, await loadThread(intake, body)))
  const point = pointOf(body.parts) ?? photos.point
  const stored = body.parts.map((p) => (p.kind === 'contact' ? { ...p, phone: '' } : p))
  return {
    messageId: body.messageId,
    text,
    photos: photos.hashes,
    hadPhotos: body.parts.some((p) => p.kind === 'photo'),
    ...(point ? { point } : {}),
    locationOnly: text === '' && photos.hashes.length === 0 && body.parts.some((p) => p.kind === 'location'),
    at,
    thread,
    row: {
      conversationId: conversation.id,
      platformId: body.messageId,
      thread: event.conversation.thread ?? null,
      direction: 'in',
      identityId: identity.id,
      text,
      photos: photos.hashes,
      parts: stored,
      replyTo: body.replyTo ?? null,
      albumId: body.albumId ?? null,
      ticketId: null,
      at,
      editedAt: body.editedAt ? new Date(body.editedAt) : null,
    },
  }
}

/** What is said below a merged ticket goes to the one that has it now. */
async function followMerged({ app }: Intake, thread: ThreadRows): Promise<ThreadRows> {
  let { repliedTicket } = thread
  for (let steps = 0; repliedTicket?.mergedInto && steps < 5; steps++)
    repliedTicket = await app.store.ticket(repliedTicket.mergedInto.id)
  return { ...thread, repliedTicket }
}

function withoutHidden(intake: Intake, thread: ThreadRows): ThreadRows {
  const shown = <T extends ThreadRows['repliedTicket']>(ticket: T): T | null =>
    ticket && isHidden(intake, ticket) ? null : ticket
  return {
    ...thread,
    repliedTicket: shown(thread.repliedTicket),
    albumTicket: shown(thread.albumTicket),
  }
}
