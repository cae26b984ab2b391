import { differenceInMinutes } from 'date-fns'
import type { Features } from '../../../lib/linear/model.ts'
import type { Judged, ReadInput, ThreadContext } from '../types.ts'

const OPENING = [0.05, 0.15, 0.3, 0.45, 0.55, 0.65, 0.75, 0.85, 0.92, 0.97, 0.99]
const LEAF = [0.1, 0.2, 0.35, 0.55, 0.8, 0.95]
const LENGTHS = [4, 8, 14, 24, 60]
const FLAG = 0.4
const OFFICIAL = new Set(['handler', 'department_lead', 'dispatcher', 'police', 'mediator'])

/** What tells whether a message opens a ticket, once act and leaf are judged: also how the talk stands around it. */
export function gateFeatures(
  { acts, leaves }: Pick<Judged, 'acts' | 'leaves'>,
  { text, runs: words }: { text: string; runs: ReadonlyMap<string, number> },
  input: Pick<ReadInput, 'at' | 'hasPhoto' | 'repliesTo'> & { role: ReadInput['sender']['role'] },
  thread: ThreadContext,
): Features {
  const opening = acts.report + acts.request
  const leaf = [...leaves.values()][0] ?? 0
  const o = OPENING.filter((limit) => opening > limit).length
  const l = LEAF.filter((limit) => leaf > limit).length
  const length = LENGTHS.filter((limit) => text.length > limit).length
  const signs = new Map<string, number>([
    ['is always', FLAG],
    ['opening', opening * 2],
    ['leaf', leaf],
    ['both', opening * leaf * 2],
    [`opening ${o}`, FLAG],
    [`leaf ${l}`, FLAG],
    [`length ${length}`, FLAG],
    [`opening ${o} × leaf ${l}`, FLAG],
    [`leaf ${l} × length ${length}`, FLAG],
  ])
  if (input.hasPhoto) signs.set('photo', FLAG)
  // Officials mostly speak of what is open already; with nothing open they may have found something.
  const role = OFFICIAL.has(input.role) ? 'official' : 'people'
  const who = `${role} ${thread.open.length > 0 ? 'amid tickets' : 'alone'}`
  signs.set(who, FLAG)
  signs.set(`${who} × opening ${o}`, FLAG)
  signs.set(`${who} × leaf ${l}`, FLAG)
  const last = thread.recent.at(-1)
  if (last && differenceInMinutes(input.at, last.at) <= 30) {
    const asked = !last.sameSender && /[?？吗么]$|^谁|哪|几点|多少|怎么/.test(last.text.trim())
    signs.set(asked ? 'after a question' : 'amid talk', FLAG)
    if (asked) signs.set(`after a question × leaf ${l}`, FLAG)
    if (asked) signs.set(`after a question × length ${length}`, FLAG)
    if (last.ticketId !== null) signs.set(`after a ticket × leaf ${l}`, FLAG)
    if (last.ticketId !== null && last.sameSender) signs.set(`after an own ticket × opening ${o}`, FLAG)
  }
  if (input.repliesTo) signs.set('replies', FLAG)
  const runs = new Map(words)
  // What is said amid talk may mean less than by itself, and officials arrange rather than report.
  if (thread.recent.length > 0) {
    const mark = thread.open.length === 0 ? '闲' : role === 'official' ? '官' : '中'
    for (const [run, count] of words) runs.set(mark + run, count)
  }
  return { runs, signs }
}
