import { subMinutes } from 'date-fns'
import type { Reading } from '../../domain/understanding/types.ts'
import { type Intake, reply, textOf, textsOf } from './intake.ts'
import type { Said } from './said.ts'

/** So long a greeting is answered once only, minutes. */
const GREETED = 60
/** Rules of the act that know talk for what it is: nobody waits for an answer. */
const SMALL_TALK: ReadonlySet<string> = new Set([
  '道谢',
  '致谢送别',
  '玩笑',
  '比方',
  '寒暄',
  '别处的事',
  '邻里买卖',
  '应答',
  '没有文字',
])
/** Somebody knocks: they are told what this is. */
const GREETING = /^(?:你好|您好|在吗|在不在|有人吗|喂|哈喽|hello|hi|hey)[啊呀吗呢。.!\uFF01?\uFF1F~\s]*$/i

/** In a private chat silence would be rude: small talk in words gets one hint how to go on, a photo alone none. */
export function answerSmallTalk(intake: Intake, said: Said, reading: Reading): void {
  const texts = textsOf(intake)
  const { body } = intake.event
  const spoken = body.kind === 'message' && body.parts.some((p) => p.kind === 'voice' && !p.transcript)
  const words = body.kind === 'message' ? textOf(body.parts) : ''
  if (spoken) reply(intake, texts.text('voice-not-heard'))
  else if (GREETING.test(words)) {
    const since = subMinutes(said.at, GREETED)
    const greeted = said.thread.recent.some((m) => m.at >= since && GREETING.test(m.text))
    if (!greeted) reply(intake, texts.text('start-resident', { town: intake.view.town.name }))
  } else if (reading.act === 'query') reply(intake, texts.text('query-reply'))
  else if (reading.act === 'update' || reading.act === 'notice') return
  else if (!reading.reasons.some(({ rule }) => SMALL_TALK.has(rule)))
    reply(intake, texts.text('not-understood-dm'))
}
