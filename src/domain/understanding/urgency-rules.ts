import { URGENCIES, type Urgency } from '../ticket/types.ts'
import type { Reason } from './types.ts'

interface UrgencyRule {
  name: string
  /** Steps up or down; `max` sets emergency outright. */
  step: number | 'max'
  pattern: RegExp
  /** Leaves or heads it bears on; everywhere when absent. */
  on?: RegExp
  /** Leaves it never bears on. */
  not?: RegExp
}

const DANGER =
  /^(?:safety|emergency|facility|utility|security|environment\.(?:burning|water)|rural\.road|health)/

const RULES: readonly UrgencyRule[] = [
  {
    name: '有人被困',
    step: 'max',
    pattern: /被困|困着|困了|困在|困住|困人|关在(?:里面|电梯)|出不来了|压在下面|埋在/,
    on: /^(?:safety|emergency|facility|utility)/,
  },
  {
    name: '有人受伤',
    step: 'max',
    pattern:
      /受伤|流血|昏迷|晕倒|骨折|触电了|被电倒|电到人|砸伤|砸到人|砸中|烧伤|烫伤|咬伤|被咬|被狗咬|把.{1,6}咬|咬了.{0,3}(?:人|孩子|小孩|学生|老)|摔伤|摔断|不省人事|掉进去了|掉下去了|溺水|见血|头破|夹(?:了|到|断|住)(?:手|工人|人)|手.{0,6}(?:夹|绞|压)|(?:压|砸|撞)到(?:了)?(?:工人|人|老人|小孩|孩子|过路)|人被(?:压|埋|夹)/,
    on: /^(?:safety|emergency|facility|security|health|traffic)/,
    not: /^dispute/,
  },
  {
    name: '见火',
    step: 'max',
    pattern: /着火|起火|冒火(?!星)|火苗|火光|明火|爆炸/,
    on: /^(?:safety|emergency)/,
    not: /^safety\.(?:other|fire_route|fire_equipment)/,
  },
  {
    name: '眼看要出事',
    step: 'max',
    pattern:
      /马上(?:就)?要(?:倒|塌|掉|断|垮)|随时(?:会|可能|要|都)?.{0,4}(?:倒|塌|掉|垮|砸)|摇摇欲坠|快(?:要)?(?:塌|垮)了|已经(?:塌|垮|倒)了一/,
    on: /^(?:safety\.(?:building|falling_object|geological|power_line|construction)|emergency|facility\.tree)/,
  },
  {
    name: '人在水里',
    step: 'max',
    pattern:
      /落水|没上来|(?:掉|跌|落|滑|栽|梭)(?:进|到|下)?.{0,3}(?:水|海|河|塘|沟|井)(?:里|头|中)|冲走|漂(?:走|出去)|救(?:人|起来)/,
    on: /^safety\.(?:waterside|other)/,
  },
  {
    name: '房子要塌',
    step: 'max',
    pattern: /(?:房|屋|墙|楼|厝).{0,6}要(?:塌|倒|垮)|梁.{0,4}(?:断|折)/,
    on: /^safety\.building/,
  },
  {
    name: '寻短见',
    step: 'max',
    pattern: /自杀|轻生|跳楼|跳河|跳桥|不想活|割腕|拿刀|持刀|砍人|菜刀|要跳|楼顶.{0,8}(?:哭|坐|站)|站在边上/,
    on: /^security/,
  },
  {
    name: '叫不应',
    step: 'max',
    pattern: /叫不应|没人应|没应声|敲门(?:没|不)|电话(?:也)?(?:没人接|打不通|不接)|没动静|怕出事|怕出什么事/,
    on: /^service\.elderly/,
  },
  {
    name: '多日不见',
    step: 1,
    pattern: /(?:两|二|三|四|五|几|好几|\d)天(?:没|都没|不)|没(?:出门|露面|见人|开门)/,
    on: /^service\.elderly/,
  },
  {
    name: '有孩子',
    step: 1,
    pattern: /小孩|孩子|娃儿|儿童|小朋友|学生|娃|幼儿园|囝仔|上学|细伢|崽|小子|女孩|男孩|bb/,
    on: DANGER,
    not: /^(?:safety\.campus|health\.clinic)/,
  },
  {
    name: '有老人',
    step: 1,
    pattern:
      /老人.{0,6}(?:一个人|独居|摔|不便|卧床|害怕|走)|独居|行动不便|孕妇|残疾|瘫痪|(?:阿婆|阿公|奶奶|爷爷|大爷|大妈|老人).{0,8}(?:摔|跌|绊|滑倒)/,
    on: DANGER,
  },
  {
    name: '夜里',
    step: 1,
    pattern:
      /(?:晚上|夜里|夜间|天黑|黑灯瞎火).{0,12}(?:摔|看不见|危险|掉|绊|撞|不敢)|差点(?:摔|掉|撞|绊|砸|踩|出事)|险些/,
    on: /^facility|^safety|^rural\.road/,
  },
  {
    name: '风雨将至',
    step: 1,
    pattern: /台风|暴雨|大暴雨|强降雨|要下大雨|风一吹|大风天/,
    on: /^(?:safety|facility\.(?:tree|drain|guardrail|street_light)|order\.signboard|rural)/,
  },
  {
    name: '很急',
    step: 1,
    pattern: /十万火急|非常紧急|很紧急|紧急|救命|急急急|快来人|出人命/,
    on: /^(?!governance|order)/,
  },
  {
    name: '人多',
    step: 1,
    pattern:
      /(?:整个|全)(?:村|小区|社区|楼)|几百户|上百户|大面积|好多人(?:都)?(?:拉|吐|发烧)|好几个(?:孩子|学生|人)/,
    on: /^(?:utility|health|facility\.drain)/,
  },
  {
    name: '不急',
    step: -1,
    pattern:
      /不急|不着急|不要紧|有空|方便的时候|什么时候有空|小问题|小事|不碍事|没什么大碍|不影响|暂时没|轻微|一点点|小裂缝|细裂|抽空|顺便看/,
  },
]

/** Where two signs together (a child, and nearly fallen) make it a matter of minutes. */
const QUICKLY_GRAVE = /^safety\.(?:waterside|wiring|building|geological|construction|falling_object)/
const HARD_LEAVES = /^emergency\.(?:fire|medical|accident|missing|landslide)|^safety\.gas|^safety\.power_line/

/** The taxonomy's urgency, raised and lowered by what the words tell of people and danger. */
export function readUrgency(
  category: string,
  usual: Urgency,
  text: string,
): { urgency: Urgency; reasons: Reason[] } {
  let level = URGENCIES.indexOf(usual)
  const top = URGENCIES.length - 1
  const reasons: Reason[] = []
  let raised = 0
  for (const rule of RULES) {
    if (rule.on && !rule.on.test(category)) continue
    if (rule.not?.test(category)) continue
    const match = rule.pattern.exec(text)
    if (!match) continue
    if (rule.step === 'max') level = top
    else if (rule.step > 0) {
      // Soft signs lift once, and one alone never to the highest.
      raised++
      const together = raised === 2 && QUICKLY_GRAVE.test(category)
      if (!together && (raised > 1 || level >= top - 1)) continue
      level++
    } else if (level === top || HARD_LEAVES.test(category)) continue
    else level += rule.step
    reasons.push({
      rule: `紧急程度:${rule.name}`,
      words: match[0],
      weight: rule.step === 'max' ? 3 : rule.step,
    })
  }
  return { urgency: URGENCIES[Math.max(0, Math.min(top, level))] ?? usual, reasons }
}
