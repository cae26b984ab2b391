import { belongsTo } from '../../domain/area/posts.ts'
import type { Town } from '../../domain/area/town.ts'
import type { Button } from '../../domain/message.ts'
import type { CommandKind } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Texts } from '../texts/index.ts'
import type { Action, ButtonMaker } from './buttons.ts'

/** What 更多 offers, in this order, of what the table allows the presser now. */
const MORE = [
  'start',
  'ask_extension',
  'grant_extension',
  'deny_extension',
  'suspend',
  'resume',
  'assign',
  'split',
  'reopen',
  'note',
  'follow',
  'unfollow',
] as const satisfies readonly (CommandKind & Action)[]
const A_ROW = 3
/** People offered by button; of more the name is written. */
const PEOPLE = 8

function rows(buttons: readonly Button[]): Button[][] {
  const made: Button[][] = []
  for (let i = 0; i < buttons.length; i += A_ROW) made.push(buttons.slice(i, i + A_ROW))
  return made
}

/** Buttons for what has no room on the card; 打印 is for whoever may see it. */
export function moreButtons(possible: readonly CommandKind[], make: ButtonMaker, texts: Texts): Button[][] {
  const offered = MORE.filter((kind) => possible.includes(kind))
  const buttons = offered.map((kind) => make.action(texts.text(`button-${kind}`), kind))
  return rows([...buttons, make.action(texts.text('button-print'), 'print')])
}

/** True when there is more to offer than what anybody may do with words. */
export function offersWork(possible: readonly CommandKind[]): boolean {
  return MORE.some((kind) => kind !== 'follow' && kind !== 'unfollow' && possible.includes(kind))
}

/** The people of the department that it may be given to. */
export function peopleButtons(ticket: Ticket, town: Town, make: ButtonMaker): Button[][] {
  const { department, handler } = ticket
  if (department === null) return []
  const staff = town.people.filter(({ id }) => id !== handler && belongsTo(town, id, department))
  return rows(staff.slice(0, PEOPLE).map(({ id, name }) => make.action(name, 'assign_to', { person: id })))
}
