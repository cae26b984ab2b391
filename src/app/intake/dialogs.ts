import type { Ticket } from '../../domain/ticket/types.ts'
import { gather } from '../../domain/understanding/gather.ts'
import type { Reading } from '../../domain/understanding/types.ts'
import { takeWord } from '../feedback/by-words.ts'
import { answerMediation } from '../mediation/listen.ts'
import { findDepartment } from '../tickets/find-department.ts'
import { add, belong } from './add-to-ticket.ts'
import { answerOrder } from './answer-order.ts'
import { answerFix } from './fix.ts'
import { isHidden } from './hidden.ts'
import { execute, type Intake, reply, textsOf } from './intake.ts'
import { sayRefusal } from './refusal.ts'
import { readInput, type Said, threadContext } from './said.ts'
import { endWait } from './wait.ts'
import { attempt } from './work.ts'
import { saysComing, saysDone, workWords } from './work-words.ts'

/** Longest answer to the question for the place; more words than that are read for what they tell. */
const LONGEST_PLACE = 24

const IDLE: ReadonlySet<Reading['act']> = new Set(['chatter', 'notice'])

function answersPlace(said: Said, reading: Reading): boolean {
  if (said.locationOnly) return true
  if (said.text === '') return false
  const told = reading.place.source === 'text' || reading.place.source === 'location'
  // A spot that is on no list is heard out of an answer, not out of small talk.
  const spot = reading.place.words !== null && (said.thread.repliesToBot || !IDLE.has(reading.act))
  return (told || spot) && [...said.text].length <= LONGEST_PLACE
}

/** Another matter than that of the ticket. */
function tellsOther({ act, incidents }: Reading, ticket: Ticket): boolean {
  const [incident] = incidents
  if (!incident || (act !== 'report' && act !== 'request')) return false
  return incidents.length > 1 || (incident.category !== 'other' && incident.category !== ticket.category)
}

/** The place that was asked for beside the card: the ticket goes there, and to another department where one answers for it. */
async function rightPlace(intake: Intake, said: Said, ticket: Ticket, reading: Reading): Promise<void> {
  belong(intake, said, ticket)
  const { area, words, source } = reading.place
  const told = source === 'text' || source === 'location'
  const result = await execute(intake, ticket, {
    kind: 'correct',
    ...(told ? { area } : {}),
    ...(words ? { place: words } : {}),
    ...(said.point ? { point: said.point } : {}),
  })
  if (result.ok) return
  reply(intake, sayRefusal(result.refusal, ticket, 'correct', intake.view.town, textsOf(intake)), ticket.id)
}

/**
 * The message answers what the bot asked this person for. Small talk and other commands end the waiting no
 * more than they would end a person's: the question stays until it is answered or too old.
 * @returns true when it was taken as the answer.
 */
export async function continueDialog(intake: Intake, said: Said): Promise<boolean> {
  const { app, view } = intake
  const dialog = said.thread.dialog
  if (!dialog) return false
  const other = said.thread.repliedTicket
  if (other && other.id !== dialog.ticketId) return false
  const ticket = await app.store.ticket(dialog.ticketId)
  const end = (): void => endWait(intake)
  if (!ticket || isHidden(intake, ticket)) {
    end()
    return false
  }
  // A command by words on a numbered ticket is not the answer to a question.
  if (workWords(said.text)?.number) return false
  const input = readInput(intake, said)
  switch (dialog.waitsFor) {
    case 'result_photo': {
      // Words alone count only when they tell of a result: other talk of the handler goes its own way.
      const tells = saysDone(said.text) || said.thread.repliesToBot
      if (said.photos.length === 0 && !(tells && said.text !== '')) return false
      const result = said.text || (dialog.args['result'] ?? '')
      await attempt(intake, said, ticket, { kind: 'resolve', result, photos: said.photos })
      return true
    }
    case 'result_text': {
      if (said.text === '') return false
      const before = (dialog.args['photos'] ?? '').split(',').filter(Boolean)
      await attempt(intake, said, ticket, {
        kind: 'resolve',
        result: said.text,
        photos: [...before, ...said.photos],
      })
      return true
    }
    case 'return_reason':
      if (said.text === '') return false
      await attempt(intake, said, ticket, { kind: 'return', reason: said.text })
      return true
    case 'reject_reason':
      if (said.text === '') return false
      await attempt(intake, said, ticket, { kind: 'reject', reason: said.text })
      return true
    case 'deny_reason':
      if (said.text === '') return false
      await attempt(intake, said, ticket, { kind: 'deny_excuse', reason: said.text })
      return true
    case 'rating_text':
      return takeWord(intake, said, ticket)
    case 'transfer_reason': {
      const found = findDepartment(view.town, said.text, ticket.area)
      // 马上过去 is no department: the words go their own way, as if nothing had been asked.
      if (!found && saysComing(said.text)) return false
      if (!found) {
        // Other talk of the handler goes its own way: only an answer below the question is taken as one.
        if (!said.thread.repliesToBot) return false
        reply(intake, textsOf(intake).text('refuse-unknown_department'), ticket.id)
        return true
      }
      await attempt(intake, said, ticket, { kind: 'transfer', department: found.code, reason: said.text })
      return true
    }
    case 'place': {
      if (ticket.state === 'resolved' || ticket.state === 'closed') {
        end()
        return false
      }
      const context = threadContext(intake, said)
      const reading = view.read(input, context)
      // Words that end the report go their own way, whatever place they name.
      if (reading.about !== null || !answersPlace(said, reading)) return false
      const apart = tellsOther(reading, ticket) && !said.thread.repliesToBot
      const goes = gather(input, reading, context, view.town.policy)
      // By itself it goes on about another ticket of theirs.
      if ('ticketId' in goes && goes.ticketId !== ticket.id && !said.thread.repliesToBot) return false
      if (ticket.state === 'needs_info') {
        // Where it is may sound like a matter; only what the reader would open by itself is one.
        if (apart && goes.kind === 'open') return false
        end()
        await add(intake, said, ticket, reading)
        return true
      }
      // It is on its way already: words that tell a matter of their own are no answer.
      if (apart) return false
      end()
      await rightPlace(intake, said, ticket, reading)
      return true
    }
    case 'dispute_text':
      end()
      await add(intake, said, ticket)
      return true
    case 'mediation_time':
    case 'mediation_round':
    case 'mediation_paper':
    case 'mediation_court':
      return answerMediation(intake, said, ticket, dialog)
    case 'fix':
      return answerFix(intake, said, ticket)
    case 'order':
      return answerOrder(intake, said, ticket, dialog.args)
    case 'supplement':
      if (said.text === '' && said.photos.length === 0 && !said.point) return false
      end()
      belong(intake, said, ticket)
      await add(intake, said, ticket)
      return true
  }
}
