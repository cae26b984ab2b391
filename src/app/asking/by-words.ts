import { subMinutes } from 'date-fns'
import { mayAnswer, type Question } from '../../domain/asking/question.ts'
import { actorOf, type Intake } from '../intake/intake.ts'
import { openAll } from '../intake/open-tickets.ts'
import { readInput, type Said, threadContext } from '../intake/said.ts'
import { sameByWords } from '../joining/answer-same.ts'
import { dropIt, openIt } from './answer.ts'
import { endQuestion } from './settle.ts'

const YES =
  /^(?:是|是的|对|对的|对啊|嗯|嗯嗯|要|要的|请处理|是隐患|开单|报|yes|y|ok)[啊呀吧,\uFF0C。.~!\uFF01\s]*(?:请处理|请派人|请安排)?[。.!\uFF01\s]*$/i
const NO =
  /^(?:不是|不用|不要|没有|没事|只是分享|分享一下|分享|随便(?:说说|发发)|开玩笑|不|no|n)(?:的|了|隐患)?[啊呀吧,\uFF0C。.~!\uFF01\s]*$/i

/**
 * Words that answer a question: yes or no by its author, in the chat where it was asked, or whatever is written below
 * it. Other words go their own way, and the question stays until it is answered or too old.
 * @returns true when they were taken as the answer.
 */
export async function answerByWords(intake: Intake, said: Said): Promise<boolean> {
  const question = meant(intake, said)
  if (!question) return false
  const actor = actorOf(intake)
  const { view, conversation } = intake
  if (question.kind === 'same') return sameByWords(intake, question, plainAnswer(said.text))
  if (!mayAnswer(question, actor, conversation.area, view.town)) return false
  const plain = said.text.trim()
  if (NO.test(plain)) {
    await dropIt(intake, question)
    return true
  }
  if (YES.test(plain)) {
    await openIt(intake, question)
    return true
  }
  return question.kind === 'photo' && explainPhoto(intake, said, question)
}

function plainAnswer(text: string): 'yes' | 'no' | null {
  const plain = text.trim()
  return NO.test(plain) ? 'no' : YES.test(plain) ? 'yes' : null
}

/** In a group 嗯 is said to many things: there yes and no count below the question only. */
function meant({ conversation, identity, now }: Intake, { thread, text, row }: Said): Question | undefined {
  if (text === '') return undefined
  const open = thread.questions.filter(
    (q) =>
      q.state === 'asked' && q.conversationId === conversation.id && q.expiresAt > now && q.kind !== 'place',
  )
  if (row.replyTo !== null) return open.find((q) => q.id === thread.repliedQuestion)
  const own = open.findLast((q) => q.author === identity.id)
  const short = YES.test(text.trim()) || NO.test(text.trim())
  return conversation.type === 'group' && short ? undefined : own
}

/** What the photo shows, in words: with the photo they are a report, or below the question they say that it is none. */
async function explainPhoto(intake: Intake, said: Said, question: Question): Promise<boolean> {
  const { app, view, now, identity } = intake
  const below = said.thread.repliedQuestion === question.id
  const lately = subMinutes(now, view.town.policy.gather.photoMinutes)
  if (!below && (question.author !== identity.id || (question.askedAt ?? now) < lately)) return false
  const photo = await app.store.message(question.about.conversationId, question.about.messageId)
  if (!photo || photo.ticketId !== null) return false
  const reading = view.read({ ...readInput(intake, said), hasPhoto: true }, threadContext(intake, said))
  const opens = reading.act === 'report' || reading.act === 'request'
  if (!opens) {
    if (!below) return false
    await dropIt(intake, question)
    return true
  }
  const photos = [...new Set([...photo.photos, ...said.photos])]
  const [first] = await openAll(intake, { ...said, photos, row: said.row }, reading)
  if (!first) return false
  const { ticket } = first
  intake.draft.write.adopt.push({ messageId: photo.id, ticketId: ticket.id })
  await endQuestion(intake, question, {
    state: 'answered',
    answer: 'open',
    by: identity.id,
    ticketId: ticket.id,
  })
  return true
}
