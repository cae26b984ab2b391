import type { Features } from '../../../lib/linear/model.ts'
import type { Town } from '../../area/town.ts'
import { createReader } from '../read.ts'
import type { ReadInput, ThreadContext } from '../types.ts'
import { isOpening } from './adapter.ts'
import type { MessageModel } from './message-model.ts'

/** A report, how it was read, and what people have shown to be right. */
export interface Example {
  /** Grows with time. */
  id: number
  ticketId: string
  text: string
  hadPhoto: boolean
  /** Leaf it was read as, and area. */
  read: string
  area: string
  /** The right leaf; null: it is no report. */
  right: string | null
  /** Account that said so. */
  by: string
  at: Date
}

/** An example with what the shipped model sees in it and says of it. */
export interface Lesson {
  example: Example
  runs: ReadonlyMap<string, number>
  /** Scores of the shipped model by its leaves. */
  leaves: Float64Array
  /** How far the shipped model leans to opening a ticket; null where it was not asked. */
  opens: number | null
}

/** So many examples of one account within a day are learned from: nobody teaches a town alone. */
export const A_DAY = 20
/** The newest examples that are learned from. */
export const MOST = 2000

export const NO_TALK: ThreadContext = { recent: [], open: [] }

/** True where people said something else than was read. */
export function isCorrection({ read, right }: Example): boolean {
  return read !== right
}

/**
 * What is learned from, oldest first: one example of each ticket (how it was read first, what was right last), of each
 * account no more a day than anybody can mean, and none of words that are told to be one thing here and another there.
 */
export function chooseExamples(all: readonly Example[]): Example[] {
  const days = new Map<string, number>()
  const byTicket = new Map<string, Example>()
  for (const example of [...all].sort((a, b) => a.id - b.id)) {
    if (example.text.trim() === '') continue
    const day = `${example.by} ${example.at.toISOString().slice(0, 10)}`
    const count = days.get(day) ?? 0
    if (count >= A_DAY) continue
    days.set(day, count + 1)
    const first = byTicket.get(example.ticketId)
    byTicket.delete(example.ticketId)
    byTicket.set(example.ticketId, first ? { ...example, read: first.read } : example)
  }
  const told = new Map<string, Set<string>>()
  for (const { text, right } of byTicket.values()) {
    const rights = told.get(text) ?? new Set()
    told.set(text, rights.add(right ?? ''))
  }
  return [...byTicket.values()].filter(({ text }) => told.get(text)?.size === 1).slice(-MOST)
}

/** The example as the reader would have met it. */
export function inputOf({ text, hadPhoto, area, at }: Example): ReadInput {
  return {
    text,
    hasPhoto: hadPhoto,
    at,
    conversation: { kind: 'group', area },
    sender: { role: 'unit_chief', area },
  }
}

/** Reads examples with the shipped model and says what it saw in each; null where there was nothing to read. */
export function createListener(shipped: MessageModel, town: Town): (example: Example) => Lesson | null {
  let leaf: { features: Features; scores: Float64Array } | null = null
  let act: Float64Array | null = null
  const model: MessageModel = {
    ...shipped,
    leaf: {
      ...shipped.leaf,
      // The message as a whole is asked about first, then its parts.
      adjust: (scores, features) => {
        leaf ??= { features, scores }
        return scores
      },
    },
    act: {
      ...shipped.act,
      adjust: (scores) => {
        act ??= scores
        return scores
      },
    },
  }
  const reader = createReader(town, { model })
  return (example) => {
    leaf = null
    act = null
    reader.read(inputOf(example), NO_TALK)
    const heard = leaf as { features: Features; scores: Float64Array } | null
    const opens = act && leaning(act, shipped.act.labels)
    return heard && { example, runs: heard.features.runs, leaves: heard.scores, opens }
  }
}

/** Half of how far the best opening act leads before the best other; about -1 to 1. */
function leaning(scores: Float64Array, labels: readonly string[]): number {
  const best = (opening: boolean) =>
    scores.reduce(
      (top, score, l) => (isOpening(labels[l] ?? '') === opening ? Math.max(top, score) : top),
      -9,
    )
  return (best(true) - best(false)) / 2
}
