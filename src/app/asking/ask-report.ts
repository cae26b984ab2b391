import { subMinutes } from 'date-fns'
import { isConfidential } from '../../domain/access.ts'
import { doubtful } from '../../domain/asking/doubt.ts'
import type { Choice } from '../../domain/asking/question.ts'
import type { Incident, Reading } from '../../domain/understanding/types.ts'
import { maskText } from '../../lib/mask.ts'
import { type Intake, nameOf } from '../intake/intake.ts'
import { readInput, type Said, threadContext } from '../intake/said.ts'
import { sayArea, sayCategory } from '../names.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import type { Texts } from '../texts/index.ts'
import { dispatcherChat } from '../tickets/recipients.ts'
import { sayAuthor } from '../tickets/secrecy.ts'
import { askLater, askNow, type NewQuestion, quietUntil, type Wording, wasAsked } from './ask.ts'

/** Leaf confidence from which on a doubtful emergency is worth a question in the group. */
const SURE_LEAF = 0.5
/** Characters of what was said that the dispatcher is shown. */
const SHOWN = 80

/**
 * Is this a report at all? In private its writer is asked; in a group nobody is disturbed unless lives may be at stake:
 * the dispatcher gets a quiet line.
 * @param mayOpen whether a report may be made here
 * @returns true when it is asked, and nothing else is to be done with the message for now.
 */
export async function askIfReport(
  intake: Intake,
  said: Said,
  reading: Reading,
  mayOpen: (reading: Reading) => boolean,
): Promise<boolean> {
  const { view, conversation, event, identity } = intake
  const limit = view.town.policy.ask.confidence
  if (reading.confidence >= limit) return false
  const input = readInput(intake, said)
  const asReport = view.read({ ...input, surelyReport: true }, threadContext(intake, said))
  const incident = doubtful(reading, asReport, limit, said.hadPhotos)
  if (!incident || !mayOpen(asReport)) return false
  const about = { conversationId: conversation.id, messageId: said.messageId }
  // An edit of what was asked about: the question stands. Further small talk of the same vein needs no answer either.
  if (await wasAsked(intake, about)) return true
  if (justAsked(intake, said)) return reading.incidents.length === 0
  const hidden = event.sender.anonymous === true
  const choices: Choice[] = [{ does: 'open', hidden }, { does: 'drop' }]
  const made: Omit<NewQuestion, 'conversationId'> = {
    kind: 'report',
    about,
    author: hidden ? null : identity.id,
    ticketId: null,
    choices,
  }
  if (conversation.type === 'dm' || isPressing(intake, incident)) {
    askNow(intake, { ...made, conversationId: conversation.id }, conversation, here(intake, said, incident))
    return true
  }
  return leaveToDispatcher(intake, said, made, incident)
}

/** One question at a time: who goes on in the same vein within minutes is not asked line by line. */
function justAsked({ view, now }: Intake, said: Said): boolean {
  const since = subMinutes(now, view.town.policy.gather.windowMinutes)
  return said.thread.questions.some((q) => q.kind === 'report' && (q.askedAt ?? now) >= since)
}

/** Secrets and quarrels are never asked about before others. */
function isDelicate({ view }: Intake, { category }: Incident): boolean {
  return isConfidential(view.town, category) || category.startsWith('dispute')
}

function isPressing(intake: Intake, incident: Incident): boolean {
  if (isDelicate(intake, incident)) return false
  return incident.urgency === 'emergency' && incident.confidence >= SURE_LEAF
}

function here({ view, event }: Intake, said: Said, { category }: Incident): Wording {
  return {
    lines: (texts) => [texts.text('ask-report', { category: sayCategory(view.town, category, texts) })],
    buttons: (texts, choice) => texts.text(choice.does === 'open' ? 'button-report-yes' : 'button-report-no'),
    replyTo: said.messageId,
    thread: event.conversation.thread ?? null,
  }
}

/** At night the line waits for the morning. */
async function leaveToDispatcher(
  intake: Intake,
  said: Said,
  made: Omit<NewQuestion, 'conversationId'>,
  incident: Incident,
): Promise<boolean> {
  const { app, view, conversation } = intake
  if (isDelicate(intake, incident)) return false
  const chat = await dispatcherChat(app.store, view.town, incident)
  if (!chat || chat.id === conversation.id || chat.status !== 'active') return false
  const question = { ...made, conversationId: chat.id }
  const quiet = incident.urgency === 'urgent' ? null : quietUntil(intake, chat)
  if (quiet) askLater(intake, question, quiet)
  else askNow(intake, question, chat, forDispatcher(intake, chat, nameOf(intake), said.text, incident))
  return true
}

/** What the dispatcher reads: who said what, about where. */
export function forDispatcher(
  { view }: Pick<Intake, 'view'>,
  chat: ConversationRow,
  name: string,
  text: string,
  { area }: Pick<Incident, 'area'>,
): Wording {
  const shown = [...text].length > SHOWN ? `${[...text].slice(0, SHOWN).join('')}…` : text
  const said = (chat.type === 'group' ? maskText(shown) : shown).replaceAll(/\s+/g, ' ')
  const who = (texts: Texts): string => sayAuthor(name, view.town) || texts.text('role-resident')
  return {
    lines: (texts) => [
      texts.text('ask-dispatcher', { who: who(texts), area: sayArea(view.town, area), text: said }),
    ],
    buttons: (texts, choice) => texts.text(choice.does === 'open' ? 'button-open' : 'button-report-no'),
    replyTo: null,
    thread: null,
  }
}
