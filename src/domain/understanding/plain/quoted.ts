import type { Gone } from './chars.ts'

/** What others said before, told apart from the person's own words. */
export interface Quoted {
  parts: Gone[]
  /** A chat record was passed on. */
  forwarded: boolean
}

interface Line {
  start: number
  /** Without the line break. */
  end: number
  text: string
}

const REACH = 80
const DASHES = /^\s*(?:-\s?){3,}[^-\n]{0,24}(?:-\s?)*$|^\s*={4,}\s*$|^\s*_{4,}\s*$/
const BARE_DASHES = /^[\s\-=_]+$/
const EARLIER =
  /原始消息|原消息|原始邮件|历史消息|引用消息|以下是引用|以下为引用|original message|forwarded message|转发的消息|以下是转发/
const PASSED_ON = /转发|forwarded/
const RECORD = /^\s*\[?(?:群聊的)?(?:聊天记录|聊天纪录)\]?|的聊天记录\s*:?\s*$|^\s*\[?合并转发\]?/
/** Before the colon stands no name but what a form asks for. */
const LABEL =
  /地址|地点|位置|时间|问题|内容|情况|诉求|事项|描述|电话|手机|联系|姓名|房号|户主|楼栋|单元|网格|小区|村|备注|说明|原因|标题|类别|类型|报告|反映|现场|附|第|处理|结果|进度|建议|要求|需求|通知|主题|事由|车牌|人员|数量|范围|影响|温馨|提示|注意|来源|紧急|日期|http|[\d.()①-⑨]$/
const SAYS = /^[\s\-*]*([^\s:,。!?;、@/「」()]{1,10}(?:\([^()\n]{1,10}\))?)\s*:\s*(?!\d)/
/** 张三 11-27 16:51:03 · 张三, [11月27日 16:51]: · [2026/11/27 16:51] 张三: */
const STAMPED =
  /^\s*(?:[^\s\d:,][^:,\n]{0,19}[\s,]+\[?(?:\d{2,4}[-/年.])?(?:\d{1,2}[-/月.]\d{1,2}日?)?[\s,]*(?:[上下中]午|晚上|am|pm)?\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:am|pm)?\]?\s*:?\s*$|\[[\d\-/.年月日\s,]{4,18}\s\d{1,2}:\d{2}(?::\d{2})?\]\s*[^:\n]{1,20}:\s*)/
const ANSWERS = /^\s*(?:回复|引用|答复|reply to|re)\s*@?\s*[^\s:,。!?;]{1,12}(?:的消息)?\s*:\s*/

/** Most messages are one line that quotes nothing. */
const MAY_QUOTE = /\n|^\s*(?:[「>]|回复|引用|答复|re)/

/** Finds quoted lines and records. The cost is linear: each line is looked at a few times, no farther than 80 characters. */
export function findQuoted(text: string): Quoted {
  if (!MAY_QUOTE.test(text)) return { parts: [], forwarded: false }
  const lines = linesOf(text)
  const parts: Gone[] = []
  let from = bracketQuote(text, lines)
  let forwarded = false
  if (from > 0) parts.push({ start: 0, end: from, fill: '' })
  let rest = lines.filter((line) => line.start >= from)
  const record = rest.findIndex((line) => RECORD.test(line.text))
  const dashed = rest.findIndex((line) => DASHES.test(line.text))
  if (record > 0 && ownWordsIn(rest.slice(0, record))) {
    const start = rest[record]?.start ?? text.length
    parts.push({ start, end: text.length, fill: '' })
    rest = rest.slice(0, record)
    forwarded = true
  } else if (record >= 0) forwarded = true
  else if (dashed >= 0) {
    const cut = dashedQuote(rest, dashed, text.length)
    if (cut) {
      parts.push(cut)
      rest = rest.filter((line) => line.end <= cut.start || line.start >= cut.end)
      from = cut.start
    }
    const words = lines.find((line) => DASHES.test(line.text))?.text ?? ''
    forwarded = PASSED_ON.test(words)
  }
  const marked = rest.filter((line) => /^\s*>/.test(line.text))
  for (const line of marked)
    parts.push({ start: line.start, end: Math.min(text.length, line.end + 1), fill: '' })
  rest = rest.filter((line) => !marked.includes(line))
  const told = spoken(rest, record >= 0)
  if (told.length > 0) forwarded = true
  parts.push(...told)
  const first = rest[0]
  const answers = told.length === 0 && first ? ANSWERS.exec(first.text) : null
  if (first && answers) parts.push({ start: first.start, end: first.start + answers[0].length, fill: '' })
  return { parts: inOrder(parts), forwarded }
}

function linesOf(text: string): Line[] {
  const lines: Line[] = []
  let start = 0
  for (const words of text.split('\n')) {
    lines.push({ start, end: start + words.length, text: words.slice(0, REACH) })
    start += words.length + 1
  }
  return lines
}

/** 「张三: …」, mostly with a line of dashes after it; quotations within it are of the same shape. */
function bracketQuote(text: string, lines: readonly Line[]): number {
  if (text.charAt(text.search(/\S/)) !== '「') return 0
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]
    if (!line || !BARE_DASHES.test(line.text) || line.end - line.start < 3) continue
    if (
      text
        .slice(Math.max(0, line.start - 4), line.start)
        .trimEnd()
        .endsWith('」')
    )
      return Math.min(text.length, line.end + 1)
  }
  for (const line of lines) {
    const close = text.slice(line.start, line.end).trimEnd()
    if (close.endsWith('」'))
      return line.end < text.length && /^\s*「[^「」:\n]{1,20}:/.test(text.slice(0, 24)) ? line.end + 1 : 0
  }
  return 0
}

/** Which side of a line of dashes is the earlier message; none when neither looks like one. */
function dashedQuote(lines: readonly Line[], at: number, length: number): Gone | null {
  const dashes = lines[at]
  const first = lines[0]
  const next = lines.slice(at + 1).find((line) => line.text.trim() !== '')
  if (!dashes || !first || !next) return null
  const before = lines.slice(0, at)
  const earlierAfter = EARLIER.test(dashes.text) || EARLIER.test(next.text)
  if (earlierAfter || SAYS.test(next.text) || STAMPED.test(next.text)) {
    if (isLabelled(next) && !earlierAfter) return null
    return ownWordsIn(before) ? { start: dashes.start, end: length, fill: '' } : null
  }
  const opens =
    ANSWERS.test(first.text) || STAMPED.test(first.text) || (SAYS.test(first.text) && !isLabelled(first))
  if (before.length === 0 || !opens || !BARE_DASHES.test(dashes.text)) return null
  return { start: first.start, end: Math.min(length, dashes.end + 1), fill: '' }
}

function isLabelled(line: Line): boolean {
  return LABEL.test(SAYS.exec(line.text)?.[1] ?? '')
}

function ownWordsIn(lines: readonly Line[]): boolean {
  return lines.some((line) => /[\u4e00-\u9fff]/.test(line.text))
}

/** The names and times before what each one said, when the whole text is told so. */
function spoken(lines: readonly Line[], record: boolean): Gone[] {
  const parts: Gone[] = []
  let names = 0
  let others = 0
  for (const line of lines) {
    if (line.text.trim() === '' || RECORD.test(line.text)) continue
    const length = speaker(line)
    if (length === 0) others++
    else {
      if (STAMPED.test(line.text)) names++
      names++
      parts.push({ start: line.start, end: line.start + length, fill: '' })
    }
  }
  // Two say something, or one with the time; of lines without a name no more than each may go on once.
  return record || (names >= 2 && others <= parts.length) ? parts : []
}

/** How much of the line is name and time, again while another name follows. */
function speaker(line: Line): number {
  let length = 0
  for (let rest = line.text; rest !== ''; rest = line.text.slice(length)) {
    const stamp = STAMPED.exec(rest)?.[0].length
    const says = stamp === undefined ? SAYS.exec(rest) : null
    if (stamp === undefined && (!says || LABEL.test(says[1] ?? ''))) break
    length += stamp ?? says?.[0].length ?? 0
  }
  return Math.min(length, line.end - line.start)
}

function inOrder(parts: Gone[]): Gone[] {
  parts.sort((a, b) => a.start - b.start || b.end - a.end)
  const clear: Gone[] = []
  for (const part of parts) {
    const last = clear[clear.length - 1]
    if (last && part.start < last.end) continue
    if (part.end > part.start) clear.push(part)
  }
  return clear
}
