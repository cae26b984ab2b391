/** Neutral message → Telegram's HTML. Pure. Source: Bot API, "HTML style". */
import type { OutgoingMessage, Tone } from '../../domain/message.ts'
import { cutAt, wellFormed } from '../shared/text.ts'
import { type Keyboard, keyboardOf } from './keyboard.ts'

/** Visible UTF-16 units after the markup is taken off. Source: Bot API, `sendMessage.text`, `sendPhoto.caption`. */
export const MAX_TEXT = 4096
export const MAX_CAPTION = 1024

export interface Rendered {
  html: string
  /** Visible length in UTF-16 units, at most `max`. */
  length: number
  /** True when something had to be left out. */
  shortened: boolean
  keyboard: Keyboard
}

/** A stretch of text in one style; `tag` is opened and closed around it. */
interface Run {
  text: string
  tag?: { open: string; close: string }
}

const SIGNS = {
  emergency: '🔴',
  urgent: '🟠',
  normal: '🔵',
  low: '⚪',
  done: '✅',
  plain: '',
} satisfies Record<Tone, string>
const BOLD = { open: '<b>', close: '</b>' }

/** Renders for one chat, shortened with `…` to `max` visible characters. */
export function render(message: OutgoingMessage, chat: 'dm' | 'group', max: number): Rendered {
  const keyboard = keyboardOf(message.buttons, chat)
  const whole = runsOf(message, keyboard.lines)
  const full = lengthOf(whole)
  const runs = full > max ? shortenRuns(whole, max) : whole
  return { html: runs.map(toHtml).join(''), length: lengthOf(runs), shortened: full > max, keyboard }
}

/** Makes text safe inside Telegram's HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function runsOf(message: OutgoingMessage, extra: readonly string[]): Run[] {
  const title = message.title?.trim() ? [{ text: signed(message.title, message.tone), tag: BOLD }] : []
  const body = wellFormed([...message.lines, ...extra].join('\n')).trimEnd()
  const runs = [
    ...title,
    ...(title.length > 0 && body ? [{ text: '\n' }] : []),
    ...(body ? [{ text: body }] : []),
  ]
  return (message.mentions ?? []).reduce(callByName, runs)
}

/** One sign per card at most: a title that brings its own keeps it alone. */
function signed(title: string, tone: Tone): string {
  const text = wellFormed(title.trim())
  const sign = SIGNS[tone]
  return sign && !/^\p{Extended_Pictographic}/u.test(text) ? `${sign} ${text}` : text
}

/** Links the first place where the name stands; a name that stands nowhere is added at the end. */
function callByName(runs: readonly Run[], mention: { userId: string; name: string }): Run[] {
  if (!/^\d{1,16}$/.test(mention.userId) || !mention.name.trim()) return [...runs]
  const name = wellFormed(mention.name)
  const link = { text: name, tag: { open: `<a href="tg://user?id=${mention.userId}">`, close: '</a>' } }
  const at = runs.findIndex((run) => !run.tag && run.text.includes(name))
  const run = runs[at]
  if (!run) return [...runs, ...(runs.length > 0 ? [{ text: '\n' }] : []), link]
  const start = run.text.indexOf(name)
  const split = [{ text: run.text.slice(0, start) }, link, { text: run.text.slice(start + name.length) }]
  return runs.toSpliced(at, 1, ...split.filter((piece) => piece.text))
}

/** Cuts text, never markup: runs are whole or shortened inside, and are escaped only afterwards. */
function shortenRuns(runs: readonly Run[], max: number): Run[] {
  const plain = runs.map((run) => run.text).join('')
  let left = cutAt(plain, max - 1)
  const kept: Run[] = []
  for (const run of runs) {
    const text = run.text.slice(0, left)
    if (text) kept.push({ ...run, text })
    left -= text.length
  }
  return [...kept, { text: '…' }]
}

function toHtml({ text, tag }: Run): string {
  return `${tag?.open ?? ''}${escapeHtml(text)}${tag?.close ?? ''}`
}

function lengthOf(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + run.text.length, 0)
}
