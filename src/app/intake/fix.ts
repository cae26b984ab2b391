import { mayCorrect } from '../../domain/access.ts'
import { type CategoryMatch, matchCategory } from '../../domain/area/match-category.ts'
import type { Button } from '../../domain/message.ts'
import type { Command } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Reading } from '../../domain/understanding/types.ts'
import { sayCategory, sayOwner, sayPlace, shortNumber, villageOf } from '../names.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { belong } from './add-to-ticket.ts'
import { findTicket } from './find-ticket.ts'
import { type FixWords, fixWords, urgencyOf } from './fix-words.ts'
import { isHidden } from './hidden.ts'
import { actorOf, execute, type Intake, postsOf, reply, textsOf } from './intake.ts'
import { sayRefusal } from './refusal.ts'
import type { Said } from './said.ts'
import { endWait, wait } from './wait.ts'

type Change = Pick<Extract<Command, { kind: 'correct' }>, 'category' | 'urgency' | 'area' | 'place'>

/** Share of the opening acts from which a few words tell a matter. */
const OPENS = 0.5

/**
 * 31号归路灯, or 归路灯 below a card: how a report was read is set right by somebody who answers for its area.
 * @returns false when the words are no correction, or of somebody whose words they cannot be.
 */
export async function fixInWords(intake: Intake, said: Said): Promise<boolean> {
  const words = said.text ? fixWords(said.text) : null
  if (!words) return false
  const below = said.thread.repliesToBot ? said.thread.repliedTicket : null
  const ticket = words.number ? await findTicket(intake, words.number) : below
  if (!ticket || (words.number === null && below === null)) return false
  if (!mayCorrect(ticket, actorOf(intake), intake.view.town)) {
    // To those who work in the grid it is said who may; a resident's words are read as any others.
    if (!words.plain || postsOf(intake).length === 0) return false
    const matched = words.field !== 'any' || urgencyOf(words.words) !== null
    if (!matched || !changeOf(intake, ticket, words)) return false
    reply(intake, sayNotAllowed(intake, ticket), ticket.id)
    return true
  }
  const spoken = intake.conversation.type === 'dm' || below !== null
  if (!words.plain && !spoken) return false
  const change = changeOf(intake, ticket, words)
  // In a group a number and a few words may be talk (1号改成周五开会) unless they name or tell what they mean.
  if (!spoken && (!change || ('choices' in change && !change.named))) return false
  if (!spoken && change && 'category' in change && !tells(intake, ticket, words.words)) return false
  belong(intake, said, ticket)
  await fixTicket(intake, ticket, words, change)
  return true
}

/** Sets the ticket right by the words; where they may mean several categories, these are offered. */
export async function fixTicket(
  intake: Intake,
  ticket: Ticket,
  words: FixWords,
  found: Change | CategoryMatch | null = changeOf(intake, ticket, words),
): Promise<void> {
  const texts = textsOf(intake)
  const short = shortNumber(ticket.number)
  if (!mayCorrect(ticket, actorOf(intake), intake.view.town))
    return reply(intake, sayNotAllowed(intake, ticket), ticket.id)
  if (!found) return reply(intake, texts.text('fix-unclear', { short }), ticket.id)
  if ('choices' in found) return offer(intake, ticket, found.choices, true)
  const command: Command = { kind: 'correct', ...found, byHand: true }
  const result = await execute(intake, ticket, command)
  if (result.ok) {
    endWait(intake)
    return reply(
      intake,
      result.changed ? sayFixed(intake, result.ticket) : texts.text('fix-same', { short }),
      ticket.id,
    )
  }
  reply(intake, sayRefusal(result.refusal, ticket, command.kind, intake.view.town, texts), ticket.id)
}

/** Who may set it right, to somebody who may not. */
export function sayNotAllowed(intake: Intake, { number }: Ticket): string {
  return textsOf(intake).text('fix-not-allowed', { short: shortNumber(number) })
}

/** How the ticket reads now and who has it; of what became confidential nothing in a group. */
export function sayFixed(intake: Intake, ticket: Ticket): string {
  const texts = textsOf(intake)
  const { town } = intake.view
  const short = shortNumber(ticket.number)
  if (isHidden(intake, ticket)) return texts.text('fix-done-quiet', { short })
  return texts.text('fix-done', {
    short,
    category: sayCategory(town, ticket.category, texts),
    urgency: texts.text(`urgency-${ticket.urgency}`),
    place: sayPlace(town, ticket),
    owner: sayOwner(town, ticket, texts),
  })
}

/** Likely categories to choose from by button, or to be written. */
export function offerFix(intake: Intake, ticket: Ticket): void {
  const { town } = intake.view
  if (!mayCorrect(ticket, actorOf(intake), town))
    return reply(intake, sayNotAllowed(intake, ticket), ticket.id)
  const likely = [...readWords(intake, ticket, ticket.summary).judged.leaves.keys()]
  const others = likely.filter((code) => code !== ticket.category && town.categoryByCode.has(code))
  offer(intake, ticket, others.slice(0, 4), false)
}

function offer(intake: Intake, ticket: Ticket, categories: readonly string[], named: boolean): void {
  const { app, conversation, view, now, draft } = intake
  const texts = textsOf(intake)
  const make = new ButtonMaker(app.secret, conversation.id, ticket.id, now)
  const buttons: Button[][] = categories.map((category) => [
    make.action(sayCategory(view.town, category, texts), 'fix_category', { category }),
  ])
  draft.addTokens(make.tokens)
  wait(intake, ticket, 'fix')
  const key = named ? 'fix-which' : 'fix-ask'
  const text = texts.text(key, {
    short: shortNumber(ticket.number),
    category: sayCategory(view.town, ticket.category, texts),
  })
  reply(intake, { lines: [text], buttons }, ticket.id)
}

/** Longest answer that is taken without being written below the question; more words may be a report of their own. */
const LONGEST_ANSWER = 8

/** The words after 改类别. Other talk goes its own way: only a few words that name something, or what stands below. */
export async function answerFix(intake: Intake, said: Said, ticket: Ticket): Promise<boolean> {
  if (said.text === '') return false
  const words = fixWords(said.text)
  const bare: FixWords = { number: null, field: 'any', words: said.text, not: null, plain: true }
  const found = changeOf(intake, ticket, words ?? bare)
  const short = words !== null || [...said.text].length <= LONGEST_ANSWER
  const clear = found !== null && !('choices' in found) && short
  if (!clear && !said.thread.repliesToBot) return false
  belong(intake, said, ticket)
  await fixTicket(intake, ticket, words ?? bare, found)
  return true
}

/** What the words change, the categories they may mean, or null when they name nothing known. */
function changeOf(
  intake: Intake,
  ticket: Ticket,
  { field, words, not }: FixWords,
): Change | CategoryMatch | null {
  if (field === 'place') return placeOf(intake, ticket, words)
  const urgency = field === 'category' ? null : urgencyOf(words)
  if (urgency) return { urgency }
  if (field === 'urgency') return null
  const match = categoryOf(intake, ticket, words)
  if (match.choices.length === 0) return null
  // 不是井盖 of what was never read as 井盖 is about something else: better asked than done.
  const denied = not === null ? null : categoryOf(intake, ticket, not)
  const meant = !denied || denied.best === ticket.category || denied.choices.includes(ticket.category)
  return match.best !== null && meant ? { category: match.best } : match
}

function categoryOf(intake: Intake, ticket: Ticket, words: string): CategoryMatch {
  return matchCategory(words, intake.view.town, readWords(intake, ticket, words).judged.leaves)
}

/** Whether words name a category or tell a matter: every word is nearest to some leaf. */
function tells(intake: Intake, ticket: Ticket, words: string): boolean {
  const { acts } = readWords(intake, ticket, words).judged
  return categoryOf(intake, ticket, words).named || acts.report + acts.request >= OPENS
}

/** An area that the words name, seen from where the ticket is now; words that name none tell a place within its area. */
function placeOf(intake: Intake, ticket: Ticket, words: string): Change {
  const { place } = readWords(intake, ticket, words)
  return place.source === 'text' ? { area: place.area, place: words } : { place: words }
}

function readWords({ view, now }: Intake, ticket: Ticket, text: string): Reading {
  const area = villageOf(view.town, ticket.area)
  return view.read(
    {
      text,
      hasPhoto: false,
      at: now,
      conversation: { kind: 'group', area },
      sender: { role: 'dispatcher', area: ticket.area },
    },
    { recent: [], open: [] },
  )
}
