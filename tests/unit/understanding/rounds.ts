import type { Town } from '../../../src/domain/area/town.ts'
import { createReader, type Reader } from '../../../src/domain/understanding/read.ts'
import { replayThread, type ThreadMessage } from '../../../src/domain/understanding/replay.ts'
import { NOBODY, NOON } from './support.ts'

/**
 * `where` is the group's area, or `group/sender's area`; `act` may name several that are right (`report|chatter`);
 * a matter reads `leaf urgency area words`: `a|b` for two right leaves, `-` for what is not judged, `~` for no words.
 */
export type LabelledMessage = readonly [text: string, where: string, act: string, ...more: string[]]

/** The group's area, lines `minute sender text` with `[photo]` or `[photo:album]`, tickets `1,2 leaf area state`. */
export type LabelledThread = readonly [group: string, lines: readonly string[], ...tickets: string[]]

export interface Figures {
  act: number
  /** Ticket or none, F1. */
  opens: number
  count: number
  leaf: number
  urgency: number
  area: number
  words: number
  grouping: number
  leafOfThread: number
  areaOfThread: number
  state: number
}

interface Tally {
  right: number
  of: number
}

export interface Measured {
  figures: Figures
  mistakes: string[]
}

const OPENING = /report|request/

/** Reads every labelled line as it stands and tells the share that is right, and what went wrong. */
export function measure(
  sets: readonly (readonly [Town, readonly LabelledMessage[], readonly LabelledThread[]])[],
): Measured {
  const tallies = new Map<string, Tally>()
  const mistakes: string[] = []
  const note = (name: string, right: boolean, what: () => string) => {
    const tally = tallies.get(name) ?? { right: 0, of: 0 }
    tally.of++
    if (right) tally.right++
    else mistakes.push(`${name}\t${what()}`)
    tallies.set(name, tally)
  }
  const hits = { both: 0, read: 0, meant: 0 }
  const pairs = { both: 0, read: 0, meant: 0 }
  for (const [town, messages, threads] of sets) {
    const reader = createReader(town)
    for (const message of messages) judgeMessage(message, reader, note, hits)
    for (const thread of threads) judgeThread(thread, reader, town, note, pairs)
  }
  const share = (name: string) => {
    const tally = tallies.get(name) ?? { right: 0, of: 0 }
    return tally.of === 0 ? 1 : Math.round((1000 * tally.right) / tally.of) / 1000
  }
  return {
    figures: {
      act: share('act'),
      opens: f1(hits),
      count: share('count'),
      leaf: share('leaf'),
      urgency: share('urgency'),
      area: share('area'),
      words: share('words'),
      grouping: f1(pairs),
      leafOfThread: share('thread leaf'),
      areaOfThread: share('thread area'),
      state: share('state'),
    },
    mistakes,
  }
}

interface Found {
  both: number
  read: number
  meant: number
}

function f1({ both, read, meant }: Found): number {
  return read + meant === 0 ? 1 : Math.round((2000 * both) / (read + meant)) / 1000
}

type Note = (name: string, right: boolean, what: () => string) => void

function judgeMessage(
  [text, where, acts, ...more]: LabelledMessage,
  reader: Reader,
  note: Note,
  hits: Found,
): void {
  const [group = '', sender] = where.split('/')
  const hasPhoto = more.includes('photo')
  const meant = more.filter((item) => !/^(?:photo|dm|resident)$/.test(item)).map((item) => item.split(' '))
  const reading = reader.read(
    {
      text,
      hasPhoto,
      at: NOON,
      conversation: { kind: more.includes('dm') ? 'dm' : 'group', area: group === '' ? null : group },
      sender: { role: more.includes('resident') ? 'resident' : 'unit_chief', area: sender ?? null },
    },
    NOBODY,
  )
  const got = reading.incidents
  const opens = OPENING.test(reading.act)
  if (!/chatter\|report|report\|chatter/.test(acts)) {
    const should = OPENING.test(acts)
    if (opens) hits.read++
    if (should) hits.meant++
    if (opens && should) hits.both++
  }
  note('act', acts.split('|').includes(reading.act), () => `${text} → ${reading.act}, not ${acts}`)
  if (!opens || meant.length === 0) return
  const seen = got
    .map((item) => `${item.category} ${item.urgency} ${item.area} ${item.place ?? '~'}`)
    .join('; ')
  note('count', got.length === meant.length, () => `${text} → ${seen}`)
  const left = [...got]
  for (const [leaf = '', urgency, area, ...wordList] of meant) {
    const leaves = leaf === '-' ? left.map((item) => item.category) : leaf.split('|')
    const at = Math.max(
      0,
      left.findIndex((item) => leaves.includes(item.category)),
    )
    const [item] = left.splice(at, 1)
    note('leaf', item !== undefined && leaves.includes(item.category), () => `${text} → ${seen}, not ${leaf}`)
    if (!item) continue
    if (urgency !== undefined && urgency !== '-' && leaves.includes(item.category))
      note(
        'urgency',
        urgency.split('|').includes(item.urgency),
        () => `${text} → ${item.category} ${item.urgency}, not ${urgency}`,
      )
    if (area !== undefined && area !== '-')
      note('area', item.area === area, () => `${text} → ${item.area}, not ${area}`)
    const words = wordList.join(' ')
    if (words !== '' && words !== '-')
      note('words', sameWords(words, item.place), () => `${text} → ${item.place ?? '~'}, not ${words}`)
  }
}

/** One lies in the other and they differ little. */
function sameWords(meant: string, read: string | null): boolean {
  if (meant === '~' || read === null) return meant === '~' && (read === null || /我|家/.test(read))
  const [short, long] = meant.length < read.length ? [meant, read] : [read, meant]
  return long.includes(short) && short.length * 2 >= long.length
}

function judgeThread(
  [group, lines, ...meant]: LabelledThread,
  reader: Reader,
  town: Town,
  note: Note,
  pairs: Found,
): void {
  const messages = lines.map(threadMessage)
  const told = lines.join(' / ')
  const tickets = replayThread({ kind: 'group', area: group }, messages, reader, town.policy)
  const wanted = meant.map((line) => {
    const [ns = '', leaf = '', area = '', state = 'open'] = line.split(' ')
    return { messages: ns.split(',').map(Number), leaf, area, state }
  })
  const mine = new Set(tickets.flatMap((ticket) => pairsOf(ticket.messages)))
  const theirs = new Set(wanted.flatMap((ticket) => pairsOf(ticket.messages)))
  const both = [...mine].filter((pair) => theirs.has(pair)).length
  pairs.both += both
  pairs.read += mine.size
  pairs.meant += theirs.size
  const seen = tickets
    .map((item) => `${item.messages.join(',')} ${item.category} ${item.area} ${item.state}`)
    .join('; ')
  note(
    'grouping',
    both === mine.size && both === theirs.size,
    () => `${told} → ${seen}, not ${meant.join('; ')}`,
  )
  for (const want of wanted) {
    const got = tickets.find((ticket) => ticket.messages.some((n) => want.messages.includes(n)))
    if (!got) continue
    note(
      'thread leaf',
      want.leaf.split('|').includes(got.category),
      () => `${told} → ${got.category}, not ${want.leaf}`,
    )
    note(
      'thread area',
      want.area === '-' || want.area === got.area,
      () => `${told} → ${got.area}, not ${want.area}`,
    )
    note(
      'state',
      want.state.split('|').includes(got.state),
      () => `${told} → ${got.state}, not ${want.state}`,
    )
  }
}

/** Every message with itself too, so that a ticket of one message counts. */
function pairsOf(messages: readonly number[]): string[] {
  return messages.flatMap((a) => messages.filter((b) => b >= a).map((b) => `${a}-${b}`))
}

function threadMessage(line: string, index: number): ThreadMessage {
  const [minute = '0', sender = '', ...rest] = line.split(' ')
  const words = rest.join(' ')
  const photo = /\[photo(?::(\w+))?\]/.exec(words)
  const reply = /\[re:(\d+)\]/.exec(words)
  return {
    n: index + 1,
    sender,
    role: 'unit_chief',
    area: null,
    text: words.replace(/\[(?:photo|re)(?::\w+)?\]/g, '').trim(),
    hasPhoto: photo !== null,
    album: photo?.[1] ?? null,
    replyTo: reply ? Number(reply[1]) : null,
    at: new Date(NOON.getTime() + Number(minute) * 60_000),
  }
}
