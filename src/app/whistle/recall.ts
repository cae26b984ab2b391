import { isOpenPart } from '../../domain/ticket/parts.ts'
import { WHISTLERS } from '../../domain/ticket/transition-table.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { PartView } from '../../domain/ticket/whistle-types.ts'
import { belong } from '../intake/add-to-ticket.ts'
import { findTicket } from '../intake/find-ticket.ts'
import { execute, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayRefusal } from '../intake/refusal.ts'
import type { Said } from '../intake/said.ts'
import { shortNumber } from '../names.ts'
import { findDepartment } from '../tickets/find-department.ts'
import { recallWords } from './words.ts'

/**
 * 31-2号不用来了，水退了, or below the card 水务不用来了: one of those called is no longer needed.
 * @returns false when the words are none, or of somebody who calls nobody.
 */
export async function recallInWords(intake: Intake, said: Said): Promise<boolean> {
  const words = said.text ? recallWords(said.text) : null
  if (!words || !postsOf(intake).some(({ role }) => WHISTLERS.includes(role))) return false
  const below = said.thread.repliesToBot ? said.thread.repliedTicket : null
  const ticket = words.number ? await findTicket(intake, words.number) : below
  if (!ticket) return false
  const parent = ticket.part ? await intake.app.store.ticket(ticket.part.parentId) : ticket
  const parts = parent?.whistle?.parts
  if (!parent || !parts) return false
  const part = ticket.part ? parts.find(({ id }) => id === ticket.id) : named(intake, parent, words.who)
  belong(intake, said, parent)
  const texts = textsOf(intake)
  if (!part) {
    const open = parts.filter(isOpenPart).map(({ number }) => shortNumber(number))
    const list = open.join(texts.text('list-separator')) || 'none'
    reply(intake, texts.text('recall-which', { short: shortNumber(parent.number), list }), parent.id)
    return true
  }
  reply(intake, await recall(intake, parent, part, words.reason || said.text), parent.id)
  return true
}

function named({ view }: Intake, parent: Ticket, who: string): PartView | undefined {
  const department = who.length < 2 ? null : findDepartment(view.town, who, parent.area)
  return parent.whistle?.parts.find((part) => isOpenPart(part) && part.department === department?.code)
}

async function recall(intake: Intake, parent: Ticket, part: PartView, reason: string): Promise<string> {
  const { town } = intake.view
  const texts = textsOf(intake)
  const result = await execute(intake, parent, { kind: 'recall_part', part: part.id, reason })
  if (!result.ok) return sayRefusal(result.refusal, parent, 'recall_part', town, texts)
  const department = town.departmentByCode.get(part.department ?? '')?.name ?? texts.text('role-dispatcher')
  return texts.text('recall-done', { short: shortNumber(part.number), department })
}
