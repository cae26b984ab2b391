import { type Features, type LinearModel, scoresOf, sharesOf } from '../../lib/linear/model.ts'
import { PhraseIndex } from '../../lib/phrase-index.ts'
import { ACT_RULES } from './act-rules.ts'
import { ACKNOWLEDGEMENTS } from './act-rules-quiet.ts'
import type { Framed } from './context.ts'
import type { Normalised } from './normalise.ts'
import { round, sumByLeaf } from './score.ts'
import { ACTS, type Act, type Reason } from './types.ts'

/** What the act is read from besides the words. */
export interface ActInput {
  plain: Normalised
  evidence: readonly Framed[]
  hasPhoto: boolean
  /** The text names a place of the town or a numbered one. */
  namesPlace: boolean
  /** The place is one of this town's, not just any school or road. */
  namesTown: boolean
  /** It answers a card or an earlier report. */
  replies: boolean
  /** The sender has an open ticket in this conversation. */
  hasOpenTicket: boolean
  dm: boolean
}

export interface ActReading {
  act: Act
  confidence: number
  reasons: Reason[]
  /** Share of each act, together 1. */
  shares: Record<Act, number>
}

/** From this length on a text is a letter: single polite words in it say little. */
const LETTER = 90
/** What speaks for small talk before a word is read: most of a group's messages open nothing. */
const PRIOR = 2.1
/** Heads whose matters are asked for rather than reported. */
const ASKED_FOR = /^(?:service\.(?!elderly)|governance\.suggestion|dispute\.|health\.clinic)/

/** Something gave way, runs out, smells or can't be done: with a place of the town it is no small talk. */
const ADVERSE =
  /[塌垮倒断裂碎烂折漏淌溢堵掉翻撬偷埋滑摔栽砸压撞淹冒歪斜松锈坏黑臭脏吵](?:了|着|下来|出来|得|成|个|到|过来|死|水)|[一-龥]不(?:了|得|着|开|上|下|住|动|起来)|没(?:围|盖|拉|锁|关|收|清|扫|修|人)|一股子?.{1,6}味|味儿?(?:大|重|冲|熏|呛)|(?:全|都)是(?:.{0,3})(?:黑|水|泥|灰|油|煤|垃圾|虫|烟)|危险|害怕|吓人|熏|呛|麻(?:手|人)|偷着|私自|半夜/

const ackIndex = (() => {
  const index = new PhraseIndex<true>()
  for (const word of ACKNOWLEDGEMENTS.split(' ')) {
    index.add(word.replace('\\u0020', ' ').replace('\\n', '\n'), true)
  }
  index.add(' ', true)
  index.add('\n', true)
  return index
})()

/** True when the message says nothing but yes, thanks or hello. */
export function isAcknowledgement(text: string): boolean {
  if (text.length > 24) return false
  let covered = 0
  for (const hit of ackIndex.longest(text)) covered += hit.end - hit.start
  return covered === text.length
}

/** How much the rules say for each act, and which of them. */
export interface ActWeights {
  scores: Record<Act, number>
  reasons: Reason[]
}

const NOTHING: Readonly<Record<Act, number>> = { report: 0, request: 0, query: 0, update: 0, notice: 0, chatter: 0 }

/** Small talk that needs no weighing: no words at all, or nothing but yes and thanks. */
export function plainChatter(text: string): ActReading | null {
  const shares = { ...NOTHING, chatter: 1 }
  if (text === '')
    return { act: 'chatter', confidence: 0.5, shares, reasons: [{ rule: '没有文字', words: '', weight: 1 }] }
  if (isAcknowledgement(text))
    return { act: 'chatter', confidence: 0.98, shares, reasons: [{ rule: '应答', words: text, weight: 6 }] }
  return null
}

/** Weighs the rules and the matters found. */
export function weighActs(input: ActInput): ActWeights {
  const { plain, evidence } = input
  const text = plain.text
  const letter = text.length >= LETTER
  const scores: Record<Act, number> = {
    report: 0,
    request: 0,
    query: 0,
    update: 0,
    notice: 0,
    chatter: PRIOR,
  }
  const reasons: Reason[] = []
  const give = (act: Act, rule: string, words: string, weight: number) => {
    scores[act] += weight
    reasons.push({ rule, words, weight: round(weight) })
  }

  for (const rule of ACT_RULES) {
    const match = rule.pattern.exec(text)
    if (match)
      give(
        rule.act,
        rule.name,
        match[0].trim().slice(0, 24),
        rule.weight * (letter ? (rule.inLetters ?? 1) : 1),
      )
  }

  const matter = strongestMatter(evidence)
  const asks = scores.request > 0
  const asksHow = scores.query >= 2.4 && !asks && !reasons.some((reason) => reason.rule === '要人来办')
  if (matter) {
    const weight = Math.min(matter.score, 6) * 0.62 * (matter.strong ? 1 : 0.45)
    const open: Act =
      (ASKED_FOR.test(matter.category) && (asks || !matter.category.startsWith('dispute.'))) ||
      (asks && (matter.category.startsWith('service.') || reasons.some((reason) => reason.rule === '想添置')))
        ? 'request'
        : 'report'
    if (matter.category === 'governance.policy' || (asksHow && ASKED_FOR.test(matter.category)))
      give('query', `问的是 ${matter.category}`, matter.words, weight * 0.7)
    else if (open === 'request' && !asks && scores.report < 1)
      give('request', '民生诉求', matter.words, weight * 0.55)
    else give(open, `事项 ${matter.category}`, matter.words, weight)
  }
  if (matter?.pair && !ASKED_FOR.test(matter.category)) give('report', '什么东西怎么了', matter.words, 0.6)
  if (matter && scores.query >= 1 && text.length <= 24 && scores.report < 2.6)
    give('query', '问这件事', matter.words, 1.2)
  const kept = evidence.some((item) => item.frame === 'mended' && item.strong)
  if (kept && !matter?.strong) give('update', '说的是已办好', '', 1)
  if (input.hasPhoto && text.length <= 60) give('report', '带照片', '', 1.4)
  if (input.hasPhoto && text.length <= 6 && scores.chatter <= PRIOR) give('report', '照片与几个字', '', 1)
  if (input.namesTown) give('report', '说了本地地点', '', letter ? 0.3 : 1.1)
  if (input.namesTown && !letter && scores.chatter <= PRIOR + 0.5) {
    const adverse = ADVERSE.exec(text)
    if (adverse) give('report', '本地地点出了状况', adverse[0], 1.1)
  }
  if (!input.namesTown && input.namesPlace) give('report', '说了地点', '', letter ? 0.3 : 0.8)
  if (letter && scores.report >= 2) give('report', '成篇反映', '', 1.5)
  if (plain.hints.mentionsAll) give('notice', '@所有人', '', 2)
  if (plain.hints.forwarded || (plain.hints.link && text.length > 30)) give('notice', '转发', '', 2)
  if (plain.hints.emoji.length > 0 && text.length < 30)
    give('chatter', '表情', plain.hints.emoji.slice(0, 3).join(''), 0.4)
  if (input.replies || input.hasOpenTicket) give('update', '接着说', '', input.replies ? 1.2 : 0.4)
  if (input.dm) give('report', '私聊', '', 0.4)

  // 停水停到几点? asks; 怎么又停水了,什么时候来 complains.
  const said = (rule: string) => reasons.some((reason) => reason.rule === rule)
  if (said('问几时来') && !said('要人来办') && !said('要求答复') && !said('拖了多久')) scores.report *= 0.6
  if (/[吗么?]$/.test(text) && text.length <= 24) scores.notice *= 0.3
  if (said('想添置')) scores.request += scores.report * 0.6
  settle(scores, matter?.score ?? 0, text.length)
  return { scores, reasons }
}

/** Where two readings feed on the same words, the one that explains more takes them. */
function settle(scores: Record<Act, number>, matter: number, length: number): void {
  const open = Math.max(scores.report, scores.request)
  if (scores.report > 0 && scores.request > 0) {
    if (scores.request >= scores.report) scores.request += scores.report * 0.5
    else scores.report += scores.request * 0.6
  }
  // What is announced to all is not reported by it.
  if (scores.notice >= 3 && length < LETTER * 2) {
    scores.report *= 0.55
    scores.request *= 0.55
  }
  // A complaint put as a question is a complaint.
  if (matter >= 2.5 && scores.report >= 3.2) scores.query *= 0.55
  // What is told as done is no report of it.
  if (scores.update >= 3 && scores.update > scores.report * 0.6) scores.report *= 0.7
  // 修好没? and 要是…怎么办? ask, unless it is said that nobody comes.
  if (scores.query >= 3.2 && open < 5.5) scores.report *= 0.5
  // Without a matter and without asking, a defect word alone is talk.
  if (matter === 0 && open < 2.4 && length > 30) scores.chatter += 0.6
}

interface Matter {
  category: string
  score: number
  words: string
  strong: boolean
  pair: boolean
}

function strongestMatter(evidence: readonly Framed[]): Matter | null {
  const sums = sumByLeaf(evidence.map((item) => ({ ...item, weight: item.force })))
  let best: Matter | null = null
  for (const [category, score] of sums) {
    if (score < 0.5 || (best && best.score >= score)) continue
    const items = evidence.filter((item) => item.category === category)
    const top = items.reduce((a, b) => (b.force > a.force ? b : a))
    best = {
      category,
      score,
      words: top.words,
      strong: items.some((item) => item.strong && item.force > 1.5),
      pair: items.some((item) => item.pair && item.strong && item.force > 1.5),
    }
  }
  return best
}

/** How likely each act is, by what the model makes of rules, words and circumstances. */
export function judgeAct(model: LinearModel, features: Features): Record<Act, number> {
  const shares = sharesOf(model, scoresOf(model, features))
  return { ...NOTHING, ...Object.fromEntries(ACTS.map((act) => [act, round(shares[model.labels.indexOf(act)] ?? 0)])) }
}

/** Names the act: the likeliest of those that open a ticket, or of the others, as `opens` (0..1) says. */
export function chooseAct(shares: Record<Act, number>, opens: number, { reasons }: ActWeights): ActReading {
  const among = ACTS.filter((act) => isOpening(act) === opens >= 0.5)
  return {
    act: among.reduce((best, next) => (shares[next] > shares[best] ? next : best)),
    shares,
    confidence: round(Math.max(opens, 1 - opens)),
    reasons: [...reasons].sort((a, b) => b.weight - a.weight).slice(0, 8),
  }
}

const isOpening = (act: Act) => act === 'report' || act === 'request'

/** Somebody said that it is one: a request where the words ask more than they report. */
export function sureReport(shares: Record<Act, number>, { reasons }: ActWeights): ActReading {
  const act = shares.request > shares.report ? 'request' : 'report'
  const rest = [...reasons].sort((a, b) => b.weight - a.weight).slice(0, 7)
  return { act, shares, confidence: 1, reasons: [{ rule: '问过说是要报', words: '', weight: 9 }, ...rest] }
}
