import type { Town } from '../../src/domain/area/town.ts'
import type { Reader } from '../../src/domain/understanding/read.ts'
import { replayThread } from '../../src/domain/understanding/replay.ts'
import type { Incident } from '../../src/domain/understanding/types.ts'
import type { LabelledIncident, LabelledMessage, LabelledThread } from './sets.ts'
import { Tally } from './tally.ts'

/** Everything counted over labelled messages and threads. */
export class Judge {
  readonly act = new Tally()
  readonly opens = new Tally()
  readonly emergency = new Tally()
  readonly leaf = new Tally()
  readonly head = new Tally()
  readonly urgency = new Tally()
  readonly area = new Tally()
  readonly place = new Tally()
  readonly incidents = new Tally()
  readonly grouping = new Tally()
  readonly state = new Tally()
  readonly threadLeaf = new Tally()
  readonly threadArea = new Tally()
  readonly mistakes: string[] = []

  message({ id, input, act, incidents }: LabelledMessage, reader: Reader): void {
    const reading = reader.read(input, { recent: [], open: [] })
    const meant = opens(act)
    const read = opens(reading.act)
    const say = (what: string) => this.mistakes.push(`${what}\t${id}\t${input.text.slice(0, 70).replaceAll('\n', ' ')}`)
    this.act.add(act, reading.act)
    this.opens.add(yes(meant), yes(read))
    if (meant !== read) say(`opens ${act}→${reading.act}`)
    const grave = (list: readonly { urgency: string }[]) => yes(list.some((item) => item.urgency === 'emergency'))
    this.emergency.add(grave(incidents), grave(reading.incidents))
    if (!meant || !read) return
    this.incidents.add(String(incidents.length), String(reading.incidents.length))
    if (incidents.length !== reading.incidents.length) say(`matters ${incidents.length}→${reading.incidents.length}`)
    for (const [one, found] of matched(incidents, reading.incidents)) this.#incident(one, found, say)
  }

  #incident(one: LabelledIncident, found: Incident | undefined, say: (what: string) => void): void {
    if (!found) return
    this.leaf.add(one.category, found.category)
    this.head.add(headOf(one.category), headOf(found.category))
    this.urgency.add(one.urgency, found.urgency)
    this.area.add(one.area, found.area)
    this.place.add(one.place ?? '', found.place ?? '')
    if (one.category !== found.category) say(`leaf ${one.category}→${found.category} (${found.runnerUp ?? '-'})`)
    if (one.urgency !== found.urgency) say(`urgency ${one.urgency}→${found.urgency} ${one.category}`)
    if (one.area !== found.area) say(`area ${one.area}→${found.area} "${one.place ?? ''}"→"${found.place ?? ''}"`)
    else if ((one.place ?? '') !== (found.place ?? '')) say(`words "${one.place ?? ''}"→"${found.place ?? ''}"`)
  }

  thread({ id, conversation, messages, tickets }: LabelledThread, reader: Reader, town: Town): void {
    const read = replayThread(conversation, messages, reader, town.policy)
    const meantPairs = pairsOf(tickets)
    const readPairs = pairsOf(read)
    for (const pair of new Set([...meantPairs, ...readPairs]))
      this.grouping.add(yes(meantPairs.has(pair)), yes(readPairs.has(pair)))
    const shown = (list: typeof tickets) => list.map((t) => `${t.messages.join(',')} ${t.category} ${t.state}`).join(' / ')
    if ([...meantPairs].some((pair) => !readPairs.has(pair)) || [...readPairs].some((pair) => !meantPairs.has(pair)))
      this.mistakes.push(`thread\t${id}\t${shown(tickets)} → ${shown(read)}`)
    for (const ticket of tickets) {
      const found = read
        .map((other) => ({ other, shared: other.messages.filter((n) => ticket.messages.includes(n)).length }))
        .sort((a, b) => b.shared - a.shared)[0]
      if (!found || found.shared === 0) continue
      this.state.add(ticket.state, found.other.state)
      this.threadLeaf.add(ticket.category, found.other.category)
      this.threadArea.add(ticket.area, found.other.area)
      if (ticket.state !== found.other.state) this.mistakes.push(`state ${ticket.state}→${found.other.state}\t${id}`)
      if (ticket.area !== found.other.area) this.mistakes.push(`thread area ${ticket.area}→${found.other.area}\t${id}`)
    }
  }
}

const opens = (act: string) => act === 'report' || act === 'request'
const yes = (on: boolean) => (on ? 'yes' : 'no')
const headOf = (leaf: string) => leaf.split('.')[0] ?? leaf

/** Every meant incident with the one that was read for it: the same leaf first, then the same area, then in order. */
function matched(
  meant: readonly LabelledIncident[],
  read: readonly Incident[],
): [LabelledIncident, Incident | undefined][] {
  const left = [...read]
  const take = (fits: (item: Incident) => boolean) => {
    const at = left.findIndex(fits)
    return at === -1 ? undefined : left.splice(at, 1)[0]
  }
  const pairs = meant.map((one) => [one, take((item) => item.category === one.category)] as [LabelledIncident, Incident | undefined])
  for (const pair of pairs)
    pair[1] ??= take((item) => headOf(item.category) === headOf(pair[0].category)) ?? take(() => true)
  return pairs
}

/** Pairs of messages of one ticket; a ticket of one message pairs with itself, so that it counts too. */
function pairsOf(tickets: readonly { messages: readonly number[] }[]): Set<string> {
  const pairs = new Set<string>()
  for (const { messages } of tickets) {
    if (messages.length === 1) pairs.add(`${messages[0]}-${messages[0]}`)
    for (const a of messages) for (const b of messages) if (a < b) pairs.add(`${a}-${b}`)
  }
  return pairs
}
