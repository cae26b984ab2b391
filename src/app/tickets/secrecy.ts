import type { Town } from '../../domain/area/town.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { maskName, maskText } from '../../lib/mask.ts'
import { sayArea, sayPlace, shortNumber } from '../names.ts'
import type { Texts } from '../texts/index.ts'

/** What is said of a ticket in a chat, so that a group never learns what it must not (rule 8). */
export interface Told {
  town: Town
  texts: Texts
  inGroup: boolean
}

/** In a group nothing is told of a dispute that names or lets guess its parties. */
export function isQuiet({ category }: Pick<Ticket, 'category'>, inGroup: boolean): boolean {
  return inGroup && (category === 'dispute' || category.startsWith('dispute.'))
}

/** People's own words: in a group without numbers of people, of a dispute only where to read them. */
export function sayWords(text: string, ticket: Ticket, { texts, inGroup }: Omit<Told, 'town'>): string {
  if (text.trim() === '') return ''
  if (isQuiet(ticket, inGroup)) return texts.text('in-private', { short: shortNumber(ticket.number) })
  return inGroup ? maskText(text) : text
}

/** Where it is: of a dispute only the area, since a door is a name. */
export function sayWhere(ticket: Ticket, { town, inGroup }: Omit<Told, 'texts'>): string {
  if (isQuiet(ticket, inGroup)) return sayArea(town, ticket.area)
  return inGroup ? maskText(sayPlace(town, ticket)) : sayPlace(town, ticket)
}

/** Who added something: people of the town by name, residents are shortened wherever others read it. */
export function sayAuthor(name: string, { people }: Pick<Town, 'people'>): string {
  return people.some((person) => person.name === name) ? name : maskName(name)
}

/** Words of a confidential matter as its department reads them: the reporter's own name in them is left out. */
export function withoutReporter(text: string, { reporter }: Pick<Ticket, 'reporter'>): string {
  return [...reporter.name].length > 1
    ? text.replaceAll(reporter.name, '＊'.repeat([...reporter.name].length))
    : text
}
