import { differenceInMinutes } from 'date-fns'
import type { Policy } from '../../src/domain/area/policy.ts'
import { aboutFeatures } from '../../src/domain/understanding/about.ts'
import { LOOK_BACK_MESSAGES } from '../../src/domain/understanding/gather.ts'
import { belongingSigns, openingSigns } from '../../src/domain/understanding/links.ts'
import { runsOf } from '../../src/domain/understanding/model/features.ts'
import { gateFeatures } from '../../src/domain/understanding/model/gate.ts'
import { linkFeatures } from '../../src/domain/understanding/model/link.ts'
import type { MessageModel } from '../../src/domain/understanding/model/message-model.ts'
import { normalise } from '../../src/domain/understanding/normalise.ts'
import { placeMarks } from '../../src/domain/understanding/place-marks.ts'
import type { Reader } from '../../src/domain/understanding/read.ts'
import type { ThreadMessage, ThreadTicket } from '../../src/domain/understanding/replay.ts'
import type { ReadInput, Reading, ThreadContext } from '../../src/domain/understanding/types.ts'
import type { Lesson } from '../../src/lib/linear/fit.ts'
import type { TreeLesson } from '../../src/lib/trees/lessons.ts'
import type { LabelledThread } from '../eval/sets.ts'

/** Messages of threads are few and count for more. */
const AMID_TALK = 2

interface Opened {
  gold: ThreadTicket
  open: ThreadContext['open'][number]
  reporter: string
  endedAt: Date | null
}

export interface ThreadLessons {
  /** Which open tickets a message goes on about. */
  link: Lesson[]
  /** Which messages open a ticket amid talk. */
  gate: Lesson[]
  /** Which words of a reporter end an open ticket. */
  about: Lesson[]
  /** Which open tickets a message belongs to, by how the talk stands. */
  belongs: TreeLesson[]
  /** Which messages open a ticket amid talk, by how the talk stands. */
  amid: TreeLesson[]
}

/** What the messages of labelled threads teach. */
export function threadLessons(
  threads: readonly LabelledThread[],
  reader: Reader,
  model: Pick<MessageModel, 'link'>,
  policy: Policy,
): ThreadLessons {
  const each = threads.map((thread) => lessonsOfThread(thread, reader, model, policy))
  return joinLessons(each)
}

export function joinLessons(each: readonly ThreadLessons[]): ThreadLessons {
  return {
    link: each.flatMap(({ link }) => link),
    gate: each.flatMap(({ gate }) => gate),
    about: each.flatMap(({ about }) => about),
    belongs: each.flatMap(({ belongs }) => belongs),
    amid: each.flatMap(({ amid }) => amid),
  }
}

function lessonsOfThread(
  { conversation, messages, tickets }: LabelledThread,
  reader: Reader,
  model: Pick<MessageModel, 'link'>,
  { gather: { endedMinutes } }: Policy,
): ThreadLessons {
  const lessons: ThreadLessons = { link: [], gate: [], about: [], belongs: [], amid: [] }
  const opened: Opened[] = []
  const ticketOf = new Map<number, string>()
  messages.forEach((message, index) => {
    const gold = tickets.find((ticket) => ticket.messages.includes(message.n))
    const known = opened.find((item) => item.gold === gold)
    const before = messages.slice(Math.max(0, index - LOOK_BACK_MESSAGES), index)
    const context = contextAt(before, message, opened, ticketOf, endedMinutes)
    const input = inputOf(message, conversation, ticketOf)
    const reading = reader.read(input, context)
    const names = placeMarks(normalise(message.text).text, reader.gazetteer).names
    for (const ticket of context.open) {
      const yes = known?.open.id === ticket.id
      lessons.link.push({
        label: yes ? 'yes' : 'no',
        features: linkFeatures(input, reading, ticket, context, names),
      })
    }
    for (const [id, signs] of belongingSigns(input, reading, context, model, reader.gazetteer))
      lessons.belongs.push({ yes: known?.open.id === id, signs })
    const text = normalise(message.text).text
    if (!known && text !== '' && context.recent.length > 0) {
      const said = { text, judged: reading.judged, place: reading.place }
      const signs = openingSigns(said, input, context, reader.gazetteer)
      lessons.amid.push({ yes: gold !== undefined, signs })
    }
    if (!known && text !== '') {
      const said = { ...input, role: input.sender.role }
      const features = gateFeatures(reading.judged, { text, runs: runsOf(text, names) }, said, context)
      lessons.gate.push({ label: gold ? 'yes' : 'no', features, cost: AMID_TALK })
    }
    if (text !== '' && context.open.some(({ reporterIsSender }) => reporterIsSender))
      lessons.about.push({ label: endOf(message, gold), features: aboutFeatures(text) })
    // As the service does, right or wrong: what reads as an end ends the ticket.
    const ends = reading.about
      ? (known ?? opened.findLast(({ reporter, endedAt }) => reporter === message.sender && !endedAt))
      : undefined
    if (ends) ends.endedAt ??= message.at
    if (!gold) return
    if (known) ticketOf.set(message.n, known.open.id)
    else if (message.text !== '') {
      const told = tickets.filter(({ messages: ns }) => ns.includes(message.n))
      told.forEach((gold, i) => {
        const id = `t${message.n}-${i}`
        for (const n of gold.messages) if (n <= message.n && !ticketOf.has(n)) ticketOf.set(n, id)
        opened.push({
          gold,
          reporter: message.sender,
          endedAt: null,
          open: openTicket(id, message, gold, reading),
        })
      })
    }
  })
  return lessons
}

/** What a message of a ticket does to it: the last one ends it where it was taken back or settled. */
function endOf({ n }: ThreadMessage, gold: ThreadTicket | undefined): 'going_on' | 'resolved' | 'withdrawn' {
  if (!gold || gold.state === 'open' || n !== Math.max(...gold.messages)) return 'going_on'
  return gold.state === 'withdrawn' ? 'withdrawn' : 'resolved'
}

function inputOf(
  message: ThreadMessage,
  conversation: ReadInput['conversation'],
  ticketOf: ReadonlyMap<number, string>,
): ReadInput {
  const replied = message.replyTo === null ? undefined : ticketOf.get(message.replyTo)
  return {
    text: message.text,
    hasPhoto: message.hasPhoto,
    at: message.at,
    conversation,
    sender: { role: message.role, area: message.area },
    ...(replied ? { repliesTo: { ticketId: replied, state: 'dispatched' } } : {}),
  }
}

function openTicket(
  id: string,
  message: ThreadMessage,
  gold: ThreadTicket,
  { judged, place }: Reading,
): Opened['open'] {
  return {
    id,
    number: id,
    // As it was read, right or wrong: so it will stand there.
    category: judged.leaves.keys().next().value ?? gold.category,
    area: gold.area,
    place: place.source === 'text' ? place.words : null,
    summary: message.text.slice(0, 60),
    openedAt: message.at,
    reporterIsSender: true,
    state: 'dispatched',
  }
}

function contextAt(
  before: readonly ThreadMessage[],
  message: ThreadMessage,
  opened: readonly Opened[],
  ticketOf: ReadonlyMap<number, string>,
  endedMinutes: number,
): ThreadContext {
  return {
    recent: before.map((other) => ({
      at: other.at,
      sameSender: other.sender === message.sender,
      text: other.text,
      hasPhoto: other.hasPhoto,
      ticketId: ticketOf.get(other.n) ?? null,
    })),
    open: opened
      .filter(({ endedAt }) => !endedAt)
      .map(({ open, reporter }) => ({ ...open, reporterIsSender: reporter === message.sender })),
    ended: opened.flatMap(({ open, reporter, endedAt }) =>
      endedAt && differenceInMinutes(message.at, endedAt) <= endedMinutes
        ? [{ ...open, reporterIsSender: reporter === message.sender, endedAt }]
        : [],
    ),
  }
}
