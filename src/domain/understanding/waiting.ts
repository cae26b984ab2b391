import { differenceInMinutes, differenceInSeconds } from 'date-fns'
import type { Policy } from '../area/policy.ts'
import { isAcknowledgement } from './act.ts'
import { normalise } from './normalise.ts'
import type { Judged, ThreadContext } from './types.ts'

type Recent = ThreadContext['recent'][number]

/** A few words beside a photo that say nothing by themselves. */
export const CAPTION = 8
/** Words that open nothing wait over at most so many words of others. */
const MOST_OTHERS = 2
/** A greeting with more than this behind it says something. */
const ONLY_GREETS = 10
/** Words that begin a report are short. */
const TOLD_IN_FULL = 20
const OTHER = /^[/@转]|[?吗没]$|\/\w/
/** Said before the matter: a greeting, who speaks, that something is coming. */
const GREETING =
  /^(?:[\u4e00-\u9fff]{0,4}(?:你好|您好|早|在吗|在不在|打扰|早上好|晚上好|下午好|中午好)|(?:我|俺)是.{1,12}的|.{0,6}(?:问一下|问个事|想问|请教)|.{0,8}(?:有|说|报|反映)(?:一下|[一二三两几]?[个件](?:事|情况)).{0,8}$|[一二三两几]件?个?事)|(?:你好|您好|在吗|同志|师傅|领导|老师|主任|书记)[呀啊哈嘛~!?。]*$/

/**
 * What the sender said and showed a moment ago that belongs to no ticket and waits for the words of `at`: photos alone
 * or with a few words, and words that told too little by themselves (出事了). Oldest first; greetings do not count.
 */
export function waitingBefore<M extends Recent>(recent: readonly M[], at: Date, policy: Policy): M[] {
  const words = new Set(leadIn(recent, at, policy))
  return recent.filter(
    (message) =>
      (words.has(message) && !isOther(message.text)) ||
      isWaitingPhoto(message, at, policy.gather.photoMinutes),
  )
}

/** From these shares on words told of the matter already, though they opened nothing by themselves. */
const TOLD = { leaf: 0.15, gate: 0.3 }

/**
 * What the sender said of a matter before telling it plainly at `at` (哪家停电了? 我们石桥头全黑了), and that belongs to no
 * ticket: `judge` reads it by itself. Oldest first.
 */
export function toldBefore<M extends Recent>(
  recent: readonly M[],
  at: Date,
  category: string,
  judge: (message: M) => Judged,
  { gather }: Policy,
): M[] {
  return recent.filter((message) => {
    if (!message.sameSender || message.ticketId !== null || message.text === '') return false
    if (differenceInSeconds(at, message.at) > gather.earlierMinutes * 60 || isTalk(message.text, ONLY_GREETS))
      return false
    const { leaves, gate } = judge(message)
    return gate >= TOLD.gate || (leaves.get(category) ?? 0) >= TOLD.leaf
  })
}

/** The sender's words of the last minutes that belong to no ticket, greetings too. */
export function leadIn<M extends Recent>(recent: readonly M[], at: Date, { gather }: Policy): M[] {
  const found: M[] = []
  let others = 0
  for (let i = recent.length - 1; i >= 0 && others <= MOST_OTHERS; i--) {
    const message = recent[i]
    if (!message || differenceInSeconds(at, message.at) > gather.leadInMinutes * 60) break
    if (!message.sameSender) others++
    else if (message.ticketId !== null) break
    else if (message.text !== '') found.unshift(message)
  }
  return found
}

function isWaitingPhoto(message: Recent, at: Date, minutes: number): boolean {
  return (
    message.sameSender &&
    message.hasPhoto &&
    message.ticketId === null &&
    message.text.length <= CAPTION &&
    differenceInMinutes(at, message.at) <= minutes
  )
}

/** Greetings, thanks, questions, commands, what is passed on, and whatever is long enough to have been told in full. */
function isOther(said: string): boolean {
  const { text } = normalise(said)
  return text.length > TOLD_IN_FULL || isTalk(said) || OTHER.test(text)
}

/** Thanks, what is passed on, and greetings, where the whole is no longer than `most` characters. */
function isTalk(said: string, most = TOLD_IN_FULL): boolean {
  const { text, hints } = normalise(said)
  if (text.length < 2 || hints.forwarded || hints.mentionsAll) return true
  return isAcknowledgement(text) || (text.length <= most && GREETING.test(text))
}
