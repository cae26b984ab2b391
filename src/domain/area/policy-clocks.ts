import { z } from 'zod'
import { URGENCIES } from '../ticket/urgency.ts'
import { parseDay } from '../time/civil.ts'
import { parseSlots } from '../time/hours.ts'

const slots = z
  .array(z.string().meta({ pattern: '^\\d\\d:\\d\\d-\\d\\d:\\d\\d$', examples: ['08:30-12:00'] }))
  .max(8)
  .refine(
    (texts) => parseSlots(texts) !== null,
    '写成 ["08:30-12:00", "14:30-18:00"] 这样：先后排好，互不重叠，结束晚于开始',
  )

const date = z
  .string()
  .refine((text) => parseDay(text) !== null, '写成 2027-02-05 这样的日期')
  .meta({ format: 'date' })

/** Seven hours a day with the long noon of the south, as most town offices keep them. */
const WORKDAY = ['08:30-12:00', '14:30-18:00']

/** When a town works: what working hours (`wh`) and working days (`wd`) are counted by. */
export const CalendarPolicy = z
  .strictObject({
    /** Slots of each weekday on the town's clock; `[]` is a day off. A weekday that is not named stays as it is. */
    hours: z
      .strictObject({
        mon: slots.default(WORKDAY),
        tue: slots.default(WORKDAY),
        wed: slots.default(WORKDAY),
        thu: slots.default(WORKDAY),
        fri: slots.default(WORKDAY),
        sat: slots.default([]),
        sun: slots.default([]),
      })
      .refine((hours) => Object.values(hours).some((day) => day.length > 0), '一周至少要有一段上班时间')
      .prefault({}),
    /** China's public holidays and make-up workdays, or none. */
    holidays: z.enum(['china', 'none'], '写 china（国家节假日和调休）或 none（不放假）').default('china'),
    /** Dates that are off here, whatever the holidays say. */
    offDays: z.array(date).default([]),
    /** Dates that are worked here, whatever the holidays say. */
    workDays: z.array(date).default([]),
  })
  .refine(({ offDays, workDays }) => !offDays.some((day) => workDays.includes(day)), {
    message: '同一天不能既在 offDays 又在 workDays',
    path: ['offDays'],
  })

/** A duration as written: `30m`, `4h`, `4wh` (working hours), `3wd` (working days); read by `parseDuration`. */
const duration = z
  .string()
  .meta({ pattern: '^[1-9]\\d{0,3}(m|h|wh|wd)$', examples: ['30m', '4h', '4wh', '3wd'] })

const times = {
  /** From the dispatch until the department accepts. */
  accept: duration.optional(),
  /** While accepted, the department says something of it at least so often. */
  update: duration.optional(),
  /** From the first dispatch until it is done. */
  resolve: duration.optional(),
  /** Steps on the way, each counted from the first dispatch: 停止, 处罚, 拆除. */
  stages: z
    .array(z.strictObject({ name: z.string().trim().min(1).max(20), within: duration }))
    .max(10)
    .optional(),
}

/** All conditions named must hold. */
const when = z.strictObject({
  /** Leaf (`safety.gas`) or head (`safety`). */
  category: z.string().optional(),
  urgency: z.enum(URGENCIES, `写 ${URGENCIES.join('、')} 中的一个`).optional(),
  /** Code of an area; holds for all within it. */
  area: z.string().optional(),
  /** Code of the department that has it. */
  department: z.string().optional(),
})

/**
 * A town's own deadlines: by category, or a list of rules where they also depend on urgency, place or department.
 * Which rule counts: `spansOf`.
 */
export const DeadlinePolicy = z.union([
  z.record(z.string(), z.strictObject(times)),
  z.array(z.strictObject({ when: when.default({}), ...times })),
])
export type DeadlinePolicy = z.infer<typeof DeadlinePolicy>
