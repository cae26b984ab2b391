import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { examineCalendar } from '../../../bot-scripts/doctor/calendar.ts'
import { Policy } from '../../../src/domain/area/policy.ts'
import { dayNumber, isoDay, parseDay, weekdayOf } from '../../../src/domain/time/civil.ts'
import { chineseHolidays, isPublished, missingYear, statutory } from '../../../src/domain/time/holidays.ts'

const off = (year: number) =>
  [...chineseHolidays(year)].filter(([, work]) => !work).map(([day]) => isoDay(day))
const worked = (year: number) =>
  [...chineseHolidays(year)].filter(([, work]) => work).map(([day]) => isoDay(day))

/** The package's own table, which its functions do not give as it is. */
const table: { holidays: Record<string, string>; workdays: Record<string, string> } = JSON.parse(
  readFileSync(
    createRequire(import.meta.url)
      .resolve('chinese-days')
      .replace('index.min.js', 'chinese-days.json'),
    'utf8',
  ),
)
const ofYear = (days: Record<string, string>, year: number) =>
  Object.keys(days)
    .filter((day) => day.startsWith(`${year}-`))
    .sort()

describe('a year whose notice is known', () => {
  test.each([2004, 2008, 2015, 2020, 2024, 2025, 2026])('%d has the days of its notice', (year) => {
    expect(isPublished(year)).toBe(true)
    expect(off(year)).toEqual(ofYear(table.holidays, year))
    expect(worked(year)).toEqual(ofYear(table.workdays, year))
  })

  test('2026 by the notice of the State Council of November 2025', () => {
    expect(off(2026).filter((day) => day.startsWith('2026-02'))).toEqual(
      [15, 16, 17, 18, 19, 20, 21, 22, 23].map((day) => `2026-02-${day}`),
    )
    expect(worked(2026)).toEqual([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ])
  })
})

describe('a year without a notice', () => {
  // New Year's Eve and the first three days of the lunar year, Qingming, Dragon Boat and Mid-Autumn as almanacs have them.
  test.each([
    [2028, '2028-01-25', '2028-04-04', '2028-05-28', '2028-10-03'],
    [2029, '2029-02-12', '2029-04-04', '2029-06-16', '2029-09-22'],
    [2030, '2030-02-02', '2030-04-05', '2030-06-05', '2030-09-12'],
    [2033, '2033-01-30', '2033-04-04', '2033-06-01', '2033-09-08'],
    [2034, '2034-02-18', '2034-04-05', '2034-06-20', '2034-09-27'],
  ])('%d has the days of the law and works on no weekend', (year, eve, qingming, dragonBoat, midAutumn) => {
    expect(isPublished(year)).toBe(false)
    const from = parseDay(eve) ?? 0
    const days = [
      `${year}-01-01`,
      ...[0, 1, 2, 3].map((after) => isoDay(from + after)),
      qingming,
      `${year}-05-01`,
      `${year}-05-02`,
      dragonBoat,
      midAutumn,
      `${year}-10-01`,
      `${year}-10-02`,
      `${year}-10-03`,
    ]
    expect(off(year).sort()).toEqual([...new Set(days)].sort())
    expect(worked(year)).toEqual([])
  })

  test('is reckoned as the notices of known years have it', () => {
    for (let year = 2025; isPublished(year); year++) {
      const published = new Set(off(year))
      expect([...statutory(year).keys()].map(isoDay).filter((day) => !published.has(day))).toEqual([])
    }
    // Before 2025 New Year's Eve and 2 May were not days of the law; from 2008 on all the others were.
    for (let year = 2008; year < 2025; year++) {
      const published = new Set(off(year))
      const weekdays = [...statutory(year).keys()].filter((day) => weekdayOf(day) % 6 !== 0)
      const missing = weekdays.map(isoDay).filter((day) => !published.has(day))
      expect(missing.filter((day) => !/-05-02$|-0[12]-\d\d$/.test(day))).toEqual([])
    }
  })
})

test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])(
  'the days are the same on a machine whose clock is that of %s',
  (zone) => {
    const file = fileURLToPath(new URL('../../../src/domain/time/holidays.ts', import.meta.url))
    const script = `import { chineseHolidays } from ${JSON.stringify(file)}
      console.log(JSON.stringify([2025, 2026, 2028, 2031].map((year) => [...chineseHolidays(year)])))`
    const said = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(JSON.parse(said)).toEqual([2025, 2026, 2028, 2031].map((year) => [...chineseHolidays(year)]))
  },
)

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['今天', false],
])('%s is a date: %s', (text, expected) => {
  const day = parseDay(text)
  expect(day !== null).toBe(expected)
  if (day !== null) expect(isoDay(day)).toBe(text)
})

test('days are counted from 1970 on', () => {
  expect(dayNumber(1970, 1, 2)).toBe(1)
})

describe('a year whose notice is missing is told a month ahead', () => {
  const china = { holidays: 'china', offDays: [] } as const
  // The first year without a notice, whichever version of the package is here.
  let year = 2026
  while (isPublished(year)) year++
  test.each([
    ['in October not yet', `${year - 1}-10-15`, china, null],
    ['in December', `${year - 1}-12-05`, china, year],
    ['in the year itself', `${year}-03-01`, china, year],
    ['not where the town wrote its own', `${year}-03-01`, { ...china, offDays: [`${year}-02-08`] }, null],
    ['those of another year are not enough', `${year}-03-01`, { ...china, offDays: ['2020-02-08'] }, year],
    ['not where there are no holidays', `${year}-03-01`, { ...china, holidays: 'none' as const }, null],
  ])('%s', (_, now, rules, expected) => {
    const at = new Date(`${now}T00:00:00Z`)
    expect(missingYear(rules, at)).toBe(expected)
    const findings = examineCalendar(Policy.parse({ calendar: rules }), at)
    expect(findings.map((f) => [f.state, f.zh.includes(String(year))])).toEqual(
      expected ? [['note', true]] : [],
    )
  })
})
