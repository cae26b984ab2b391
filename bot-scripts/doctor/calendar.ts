import type { Policy } from '../../src/domain/area/policy.ts'
import { missingYear } from '../../src/domain/time/holidays.ts'
import { type Finding, note } from './finding.ts'

/** Are the holidays known that deadlines in working days will meet? */
export function examineCalendar({ calendar }: Policy, now: Date): Finding[] {
  const year = missingYear(calendar, now)
  if (year === null) return []
  return [
    note(
      'calendar',
      [
        `还没有 ${year} 年的放假安排，工作日先只按法定节日算`,
        `the holidays of ${year} are not known yet: working days leave out the statutory days only`,
      ],
      [
        `国务院通知公布后更新程序；或在 policy.yaml 的 calendar.offDays、workDays 里写上 ${year} 年的放假和调休日期`,
        `update the program once the State Council has published them, or list the days of ${year} under calendar.offDays and workDays of policy.yaml`,
      ],
    ),
  ]
}
