import { localTime } from '../../domain/duty/local.ts'
import { asksSwap, awayWords, dutyWords, saysBack, swapWords } from '../../domain/duty/words.ts'
import type { BotCommand } from '../../domain/message.ts'
import { type Intake, postsOf } from '../intake/intake.ts'

const ARGS = { now: '', tonight: '今晚', week: '这周' } as const

/**
 * Duty in plain words: 今晚谁值班, 我明天请假，李四代, 8月3日和李四换班. null when it is none of that. Only people
 * who hold a post are heard so; what a resident says is a report or talk.
 */
export function plainDuty(intake: Intake, text: string): BotCommand | null {
  if (text === '' || postsOf(intake).length === 0) return null
  const asked = dutyWords(text)
  if (asked) return { name: 'duty', args: ARGS[asked] }
  const now = localTime(intake.view.town, intake.now)
  if (saysBack(text) || awayWords(text, now)) return { name: 'away', args: text }
  return asksSwap(text) || swapWords(text, now) ? { name: 'swap', args: text } : null
}
