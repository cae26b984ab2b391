import type { PartySide, RoundResult } from '../../domain/ticket/mediation/types.ts'

/** A party as it was told. */
export interface ToldParty {
  side: PartySide
  name: string
  phone: string | null
}

/** What somebody says of a mediation: 31号约周五下午, 31号第二轮谈成了：…, 甲方是…. */
export type MediationWords = { number: string | null; rest: string } & (
  | { kind: 'take' /** 接单, which means other things of other matters. */; plain: boolean }
  | { kind: 'plan' }
  | { kind: 'hold'; result: RoundResult }
  | { kind: 'up' }
  | { kind: 'party'; parties: ToldParty[]; instead: boolean }
  | { kind: 'agree' /** 办结, which means other things of other matters. */; plain: boolean }
  | { kind: 'end'; outcome: 'withdrawn' | 'to_court' }
  | { kind: 'visit'; holds: boolean | null }
)

const NUMBER = '([A-Z]{1,4}-\\d{4}-\\d{1,6}|\\d{1,6})\\s*号(?:单)?|([A-Z]{1,4}-\\d{4}-\\d{1,6})'
const LEADING = new RegExp(`^(?:${NUMBER})[\\s,，:：]*`)
const ROUND =
  '(?:(?:今天)?(?:第[一二三四五六七八九十\\d]{1,2}轮|这轮|这一轮|这次|今天)[\\s,，:：]*)?(?:调解)?'

const SIDES: Readonly<Record<string, PartySide>> = { 甲: 'a', 乙: 'b', 丙: 'c' }
const PARTY = /^[甲乙丙]方(?:是|为|叫|:|：|(改成|改为|应该是))\s*/
const EACH_PARTY = /[\s,，;；。、]*([甲乙丙])方(?:是|为|叫|:|：|改成|改为|应该是)?\s*/

type Said = MediationWords extends infer W ? (W extends unknown ? Omit<W, 'number' | 'rest'> : never) : never

/** A word counts only at the beginning or right after the number; the first that fits. */
const WORDS: readonly [RegExp, Said][] = [
  [/^(?:我来?|由我)?(?:接手|来?调解)(?:吧|了)?(?=$|[\s,，。:：\d])/, { kind: 'take', plain: false }],
  [/^(?:我)?(?:接单|接了|我来)(?=$|[\s,，。])/, { kind: 'take', plain: true }],
  [new RegExp(`^${ROUND}(?:改约|约好?|定)(?:在|到|了)?`), { kind: 'plan' }],
  [
    new RegExp(`^${ROUND}(?:没有?|未能?|还没)(?:谈|说|调)?(?:拢|成|妥|好|达成(?:一致|协议)?|谈成|谈拢)了?`),
    { kind: 'hold', result: 'not_agreed' },
  ],
  [new RegExp(`^${ROUND}(?:谈不[拢成]|调不[拢成]|谈崩|不同意)了?`), { kind: 'hold', result: 'not_agreed' }],
  [
    new RegExp(`^${ROUND}(?:谈|说|调)(?:成|拢|妥|好)了?|^${ROUND}(?:成功|达成一致)了?`),
    { kind: 'hold', result: 'agreed' },
  ],
  [
    new RegExp(`^${ROUND}(?:改期|改天再?谈?|推迟|没到齐|没来齐|人没来|没谈)了?`),
    { kind: 'hold', result: 'put_off' },
  ],
  [/^(?:上移|移交?上去|移到|升到|交到)(?:到)?/, { kind: 'up' }],
  [/^(?:达成(?:了)?协议|签(?:了|好了)?(?:协议|字)了?|协议(?:签了|签好了)?)/, { kind: 'agree', plain: false }],
  [/^(?:办结|处理完了|处理好了|已办结|已处理(?:完|好)?了?|搞定了?)/, { kind: 'agree', plain: true }],
  [/^(?:走法院|去法院|上法院|走诉讼|起诉|打官司)了?/, { kind: 'end', outcome: 'to_court' }],
  [/^(?:不调解?了|撤回调解|当事人撤回|终止调解)/, { kind: 'end', outcome: 'withdrawn' }],
]
const VISIT = /^回访(?:了|过了?)?[\s,，:：]*/
const BROKEN =
  /不守|没守|没有守|反悔|又(?:吵|闹|占|打|欠)|没(?:有)?(?:履行|兑现|执行|给|付)|不(?:履行|认|给|付)|毁约|破裂/
const HOLDS = /守约|履行|兑现|都好|很好|挺好|没事|正常|没反复|执行了|付清|和好|稳定/
const TRAILING = new RegExp(`^\\s*(?:${NUMBER})[\\s,，:：]*`)

/** null when the words say nothing of a mediation. */
export function mediationWords(text: string): MediationWords | null {
  const trimmed = text.trim()
  const lead = LEADING.exec(trimmed)
  const body = lead ? trimmed.slice(lead[0].length) : trimmed
  const number = lead ? (lead[1] ?? lead[2] ?? null) : null
  const party = PARTY.exec(body)
  if (party)
    return { kind: 'party', parties: sidesIn(body), instead: party[1] !== undefined, number, rest: body }
  const visit = VISIT.exec(body)
  if (visit) {
    const { rest, number: later } = afterWord(body.slice(visit[0].length), lead !== null)
    return { kind: 'visit', holds: heldUp(rest), number: number ?? later, rest }
  }
  for (const [pattern, said] of WORDS) {
    const found = pattern.exec(body)
    if (!found) continue
    const { rest, number: later } = afterWord(body.slice(found[0].length), lead !== null)
    return { ...said, number: number ?? later, rest }
  }
  return null
}

function heldUp(rest: string): boolean | null {
  if (BROKEN.test(rest)) return false
  return HOLDS.test(rest) ? true : null
}

/** What follows the word, and a number that stands there instead of before it: 接手31号. */
function afterWord(after: string, numbered: boolean): { rest: string; number: string | null } {
  const trail = numbered ? null : TRAILING.exec(after)
  const rest = (trail ? after.slice(trail[0].length) : after).replace(/^[\s,，。:：;；、]+/, '')
  return { rest: rest.trim(), number: trail ? (trail[1] ?? trail[2] ?? null) : null }
}

const COUNTED =
  /([甲乙丙])方[^甲乙丙\d一二两三四五六七八九十]{0,4}(\d{1,2}|[一二两三四五六七八九十])(?:个)?人/g
const NUMERALS = '零一二三四五六七八九十'

/** Who came, as it was told: 甲方2人乙方1人, 双方都到了. */
export function presentIn(text: string): Partial<Record<PartySide, number>> {
  const present: Partial<Record<PartySide, number>> = {}
  for (const [, name, words] of text.matchAll(COUNTED)) {
    const side = SIDES[name ?? '']
    const n = /^\d/.test(words ?? '') ? Number(words) : NUMERALS.indexOf((words ?? '').replace('两', '二'))
    if (side) present[side] = n
  }
  if (Object.keys(present).length === 0 && /双方都?(?:到|来)/.test(text)) return { a: 1, b: 1 }
  return present
}

const PHONE = /(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}|0\d{2,3}[\s-]?\d{7,8}/

/** 甲方是王大财，电话 138…，乙方是李四、李五: at most ten of each side. */
function sidesIn(text: string): ToldParty[] {
  const [, ...pieces] = text.split(EACH_PARTY)
  const told: ToldParty[] = []
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    const side = SIDES[pieces[i] ?? '']
    if (side) told.push(...namesIn(pieces[i + 1] ?? '').map((name) => ({ side, ...name })))
  }
  return told
}

function namesIn(text: string): Omit<ToldParty, 'side'>[] {
  return text
    .split(/[、;；\n]/)
    .slice(0, 10)
    .flatMap((part) => {
      const phone = PHONE.exec(part)?.[0] ?? null
      const name = part
        .replace(PHONE, '')
        .replaceAll(/(?:联系)?电话|手机号?|联系方式|号码/g, '')
        .replaceAll(/[\s,，。:：()（）]+/g, ' ')
        .trim()
      const shown = [...name].slice(0, 40).join('')
      return shown === '' ? [] : [{ name: shown, phone: phone?.replaceAll(/[\s-]/g, '') ?? null }]
    })
}
