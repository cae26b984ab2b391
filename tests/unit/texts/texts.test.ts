import { describe, expect, it } from 'vitest'
import { ORDERS } from '../../../src/app/intake/more-words.ts'
import { createTexts, localeOf } from '../../../src/app/texts/index.ts'
import { ACTIONS, type Action } from '../../../src/app/tickets/buttons.ts'
import { ACT_SIGNS, PLACE_SIGNS, URGENCY_SIGNS } from '../../../src/app/why/signs.ts'
import { RATES } from '../../../src/domain/area/score-policy.ts'
import { ROLES } from '../../../src/domain/area/town.ts'
import { SPANS } from '../../../src/domain/report/period.ts'
import type { RefusalCode, TicketEvent } from '../../../src/domain/ticket/decision.ts'
import { PARTY_SIDES } from '../../../src/domain/ticket/mediation/types.ts'
import { STAKE_KINDS } from '../../../src/domain/ticket/stakes.ts'
import { TRANSITIONS } from '../../../src/domain/ticket/transitions.ts'
import { RATINGS, TICKET_STATES, URGENCIES } from '../../../src/domain/ticket/types.ts'
import { WHISTLES } from '../../../src/domain/ticket/whistle-types.ts'
import { BOTH, messagesOf, samplesFor, writtenKeys } from './messages.ts'
import { usedKeys } from './used-keys.ts'

const zh = messagesOf('zh-CN')
const en = messagesOf('en')
const texts = createTexts({ texts: {} })

const REFUSALS = {
  not_found: true,
  wrong_state: true,
  not_allowed: true,
  not_alone: true,
  already_done: true,
  needs_photo: true,
  needs_text: true,
  unknown_department: true,
  parts_open: true,
  part_only: true,
  not_for_groups: true,
  too_far: true,
  too_often: true,
  needs_time: true,
  too_long: true,
  enough: true,
  nothing_asked: true,
  own_request: true,
  too_late: true,
  unknown_person: true,
  keeps_secret: true,
  rate_too_late: true,
  no_dispute: true,
  through_mediation: true,
  others_mediate: true,
  rounds_used_up: true,
  at_top: true,
  bad_time: true,
  too_many: true,
  stale: true,
} satisfies Record<RefusalCode, true>

/** Said in their own words when pressed: they ask first, show a list, or have a line of their own. */
const OWN_WORDS: readonly Action[] = [
  'supply',
  'answer',
  'more',
  'assign_to',
  'fix',
  'fix_category',
  'return',
  'transfer',
  'transfer_to',
  'whistle',
  'whistle_pick',
  'whistle_go',
  'status_all',
  'status_overdue',
  'status_units',
  'list_overdue',
  'list_mine',
  'stats_show',
  'stats_rank',
  'stats_list',
  'mediate_take',
  'mediate_plan',
  'mediate_hold',
  'mediate_agree',
  'mediate_up',
  'mediate_up_yes',
  'mediate_court',
  'mediate_parties',
  'swap_yes',
  'swap_no',
]

/** Orders that lack nothing. */
const COMPLETE: readonly string[] = ['start', 'grant_extension', 'resume', 'follow', 'unfollow']
/** Milestones with words of their own; for others the state is told. */
const FOLLOWED = ['accept', 'start', 'resolve', 'dispute', 'grant_extension', 'suspend', 'reopen']

/** Steps of a history that are no commands. */
const STEPS = ['escalated', 'warned'] as const satisfies readonly TicketEvent['command'][]

/** Keys that the code puts together, over all that can be put in. */
const FAMILIES: Record<string, readonly string[]> = {
  'role-': [...ROLES, 'resident', 'on_call'],
  'urgency-': URGENCIES,
  'state-': TICKET_STATES,
  'what-': Object.keys(TRANSITIONS),
  'refuse-': Object.keys(REFUSALS),
  'done-': ACTIONS.filter((action) => !OWN_WORDS.includes(action)),
  'called-off-': ['withdrawn', 'closed', 'rejected', 'moved'],
  'order-': ORDERS.filter((order) => !COMPLETE.includes(order)),
  'followed-': FOLLOWED,
  'button-': [...ORDERS],
  'why-sign-': [...Object.values(ACT_SIGNS), ...Object.values(URGENCY_SIGNS)],
  'why-place-': Object.values(PLACE_SIGNS),
  'rating-': RATINGS,
  'rate-': RATES,
  'counts-': ['yes', 'no'],
  'stake-': STAKE_KINDS,
  'span-': SPANS,
  'span-last-': SPANS,
  'count-': ['people', 'households'].flatMap((of) =>
    ['exact', 'about', 'several', 'some'].map((told) => `${of}-${told}`),
  ),
  'whistle-kind-': WHISTLES,
  'party-': PARTY_SIDES,
  'mediate-ask-': ['time', 'round', 'paper', 'reason'],
  'duty-': ['now', 'tonight', 'week'],
  'ticket-': [...Object.keys(TRANSITIONS), ...STEPS],
}
const builtKeys = Object.entries(FAMILIES).flatMap(([head, words]) => words.map((word) => head + word))

/** Every message with every sample, as [key, what is said]. */
function said(locale: 'zh-CN' | 'en'): [key: string, text: string][] {
  return [...messagesOf(locale).args].flatMap(([key, names]) =>
    samplesFor(key, names).map((args): [string, string] => [key, texts[locale].text(key, args)]),
  )
}

describe('the two languages', () => {
  it('have the same keys', () => {
    expect([...en.args.keys()]).toEqual([...zh.args.keys()])
  })

  it.each(BOTH)('%s: every message can be read and stands there once', (_, { source, args }) => {
    expect(writtenKeys(source)).toEqual([...args.keys()])
  })

  it('use the same arguments in each message', () => {
    expect(Object.fromEntries(en.args)).toEqual(Object.fromEntries(zh.args))
  })

  it('are chosen by the language of the account; Chinese when it is not known', () => {
    expect([null, '', 'zh', 'zh-hans', 'ZH-TW', 'en', 'de'].map(localeOf)).toEqual([
      ...['zh-CN', 'zh-CN', 'zh-CN', 'zh-CN', 'zh-CN'],
      ...['en', 'en'],
    ])
  })
})

describe('keys', () => {
  const used = usedKeys()

  it('written in the code exist', () => {
    expect(used.written.size).toBeGreaterThan(80)
    const missing = [...used.written].filter(([key]) => !zh.args.has(key))
    expect(missing).toEqual([])
  })

  it('put together in the code belong to a known family', () => {
    expect([...used.families].sort()).toEqual(Object.keys(FAMILIES).sort())
  })

  it('put together in the code exist, whatever is put in', () => {
    expect(builtKeys.filter((key) => !zh.args.has(key))).toEqual([])
  })

  it('are all used', () => {
    const known = new Set([...used.written.keys(), ...builtKeys])
    expect([...zh.args.keys()].filter((key) => !known.has(key))).toEqual([])
  })

  it('that do not exist are a fault', () => {
    expect(() => texts.en.text('no-such-text')).toThrow('texts en: no message no-such-text')
    expect(() => texts['zh-CN'].text('photos-of')).toThrow(/texts zh-CN: photos-of: .*short/)
  })
})

describe.each(BOTH)('what is said in %s', (locale, { source }) => {
  const all = said(locale)

  it('is at most 200 characters', () => {
    expect(all.filter(([, text]) => [...text].length > 200)).toEqual([])
    expect(all.filter(([key, text]) => text.trim() === '' && key !== 'list-separator')).toEqual([])
  })

  it('has no exclamation marks, no rows of signs, no words of a system', () => {
    expect(source).not.toMatch(/[!\uff01]/)
    expect(source).not.toMatch(/状态已变更|操作成功|工单流转|状态变更|系统提示/)
    const signs = all.filter(([, text]) => [...text.matchAll(/\p{Extended_Pictographic}/gu)].length > 1)
    expect(signs).toEqual([])
  })

  it('has no stray blanks or doubled stops', () => {
    const stray = /^\s| $| {2}| [,.;:)](?:\s|$)|[。\uff0c\uff1a、]{2}|\.\.|\( |\{/
    expect(all.filter(([key, text]) => key !== 'list-separator' && stray.test(text))).toEqual([])
  })
})

describe('Chinese', () => {
  const mixed = /[\u4e00-\u9fff][,?!;:()]|[,?!;:()][\u4e00-\u9fff]/

  it('has Chinese punctuation between Chinese words, in the file and as it is said', () => {
    expect(zh.source.split('\n').filter((line) => mixed.test(line))).toEqual([])
    expect(said('zh-CN').filter(([, text]) => mixed.test(text))).toEqual([])
  })
})

describe('sentences', () => {
  const [cn, english] = [texts['zh-CN'], texts.en]
  const late = {
    ...{ short: '31', category: '电线破损', place: '东沁村', due: '今天 8:35', late: '12 分钟' },
    ...{ role: '村负责人', name: '许国栋', wait: '30 分钟' },
  }

  it('tells who gets it, whose post is vacant and who is next', () => {
    expect(cn.text('escalated-accept', { ...late, vacant: '网格长', next: '镇负责人' })).toBe(
      '31号（电线破损，东沁村）今天 8:35 前没人接单（已过 12 分钟），按规定报给村负责人许国栋。网格长空缺，由您接着管。再过 30 分钟还没人接，报镇负责人。',
    )
    expect(
      english.text('escalated-resolve', {
        ...{ short: '31', category: 'Bare wire', place: '东沁村', due: '8:35 today', late: '12 minutes' },
        ...{ role: 'village lead', name: '许国栋', wait: '30 minutes', vacant: 'grid chief', next: 'none' },
      }),
    ).toBe(
      'No. 31 (Bare wire, 东沁村) was not finished by 8:35 today (12 minutes ago); by the rules it goes to village lead 许国栋. Vacant below: grid chief, so it is yours to follow.',
    )
  })

  it('asks the reporter by name, or without one', () => {
    const args = { short: '31', result: 'new wire' }
    expect(english.text('result-group', { ...args, who: '陈淑华' })).toBe(
      'No. 31 is done: new wire. 陈淑华, is it fixed, as you see it?',
    )
    expect(cn.text('result-group', { short: '31', result: '换了新线', who: 'none' })).toMatch(
      /^31号处理完了.换了新线。您看解决了吗.$/,
    )
  })

  it('counts in English', () => {
    expect([1, 2].map((n) => english.text('duration-days', { n }))).toEqual(['1 day', '2 days'])
  })
})
