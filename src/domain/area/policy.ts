import { z } from 'zod'
import { LadderPolicy, RemindersPolicy, WebhookPolicy } from './ladder-policy.ts'
import { CalendarPolicy, DeadlinePolicy } from './policy-clocks.ts'
import { ScorePolicy } from './score-policy.ts'

/** `30m`, `2h`, `4wh` (working hours) or `3wd` (working days). */
const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}(?:m|h|wh|wd)$/, '写成 30m、2h、4wh（工作小时）、3wd（工作日）这样')
/** Clocks of one kind of whistle. */
const whistle = (arrive: string, resolve: string) =>
  z.strictObject({ arrive: duration.default(arrive), resolve: duration.default(resolve) }).prefault({})
const minutes = z.number().int().min(0)
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '写成 22:00 这样')

/** The town's rules (`policy.yaml`); every field has a default, so an absent file is a valid policy. */
export const Policy = z.strictObject({
  /** Keys of the area levels, topmost first. */
  levels: z
    .array(z.string().min(1))
    .min(1)
    .default(['district', 'town', 'village', 'grid', 'grid2', 'grid3', 'unit']),
  /** What people call a level. */
  levelNames: z.record(z.string(), z.string()).default({
    district: '区',
    town: '镇',
    village: '村',
    grid: '网格',
    grid2: '二级网格',
    grid3: '三级网格',
    unit: '单元',
  }),
  /** Letters of the ticket numbers. */
  letters: z
    .string()
    .regex(/^[A-Z]{1,4}$/, 'one to four capital letters, e.g. DZ')
    .optional(),
  gather: z
    .strictObject({
      /** Follow-up lines, photos and albums of one sender within this time belong together, minutes. */
      windowMinutes: minutes.default(5),
      /** A photo waits this long for its words, minutes. */
      photoMinutes: minutes.default(10),
      /** Words that told too little by themselves belong to what the sender says within this time, minutes. */
      leadInMinutes: minutes.default(3),
      /** In a private chat a photo alone is asked about after this, minutes. */
      privatePhotoMinutes: minutes.default(2),
      /** What was said of the same matter within this time before it was told plainly belongs to it, minutes. */
      earlierMinutes: minutes.default(20),
      /** So long after a ticket was taken back or settled, words may still be about it, minutes. */
      endedMinutes: minutes.default(180),
      /** How far back a chat is looked at for what a message belongs to, hours. */
      lookBackHours: z.number().int().min(1).max(168).default(24),
    })
    .prefault({}),
  ask: z
    .strictObject({
      /** Below this confidence it is asked whether something is a report at all. */
      confidence: z.number().min(0).max(1).default(0.6),
    })
    .prefault({}),
  join: z
    .strictObject({
      /** A new report is compared with tickets opened within so many hours; 0 turns it off. */
      hours: z
        .number()
        .int()
        .min(0)
        .max(24 * 60)
        .default(72),
    })
    .prefault({}),
  /** At night a group is asked nothing that can wait; clock of the town. */
  quiet: z.strictObject({ from: clock.default('22:00'), to: clock.default('07:00') }).prefault({}),
  /** What one account may cause, so that nobody stands in the way of the others. */
  limits: z
    .strictObject({
      /** Tickets of an account without a post within an hour; twice as many when it is an emergency. */
      ticketsPerHour: z.number().int().min(1).default(10),
      /** Answers to commands of one account in a chat within a minute. */
      answersPerMinute: z.number().int().min(1).default(10),
      /** Urgings of one ticket within 24 hours, whoever urges. */
      urgesPerDay: z.number().int().min(1).max(50).default(3),
    })
    .prefault({}),
  /** More time for the one who has it, on request. */
  extension: z
    .strictObject({
      /** Granted at most so often for one promise; 0 forbids it. */
      times: z.number().int().min(0).max(10).default(2),
      /** Furthest that one request may put the promise off, hours. */
      longestHours: z.number().int().min(1).max(8760).default(168),
    })
    .prefault({}),
  /** A ticket on hold, its clocks standing still. */
  suspension: z
    .strictObject({
      /** At most so often for one ticket; 0 forbids it. */
      times: z.number().int().min(0).max(10).default(2),
      /** At most for so long each time, hours. */
      longestHours: z.number().int().min(1).max(8760).default(720),
    })
    .prefault({}),
  reopen: z
    .strictObject({
      /** So long after a ticket was closed, rejected or withdrawn it may be taken up again, days; 0 forbids it. */
      withinDays: z.number().int().min(0).max(3650).default(30),
    })
    .prefault({}),
  /** Leaves or heads of categories whose result can be seen, so it has to be shown by a photo. */
  afterPhoto: z.array(z.string()).default(['safety', 'emergency', 'facility', 'environment']),
  /** When a language model is asked for a second reading; only where the service has one (`LLM_BASE_URL`). */
  secondOpinion: z
    .strictObject({
      /** Readings less sure than this are sent, 0..1; 0 sends none. */
      below: z.number().min(0).max(1).default(0.55),
      /** Questions within an hour, of all processes together; 0 asks none. */
      perHour: z.number().int().min(0).max(100_000).default(60),
      /** The conversation waits this long for an answer, milliseconds. */
      timeoutMs: z.number().int().min(200).max(10_000).default(4_000),
    })
    .prefault({}),
  close: z
    .strictObject({
      /** A resolved ticket nobody answers about closes by itself after this, hours. */
      afterHours: minutes.default(72),
    })
    .prefault({}),
  /** What the reporter is asked once it is closed. */
  feedback: z
    .strictObject({
      /** False: nobody is asked how satisfied they are; who wants to say so may. */
      ask: z.boolean().default(true),
      /** Questions about results that one person gets in a day, at most. */
      perDay: z.number().int().min(1).max(20).default(1),
    })
    .prefault({}),
  /** The question, weeks later, whether it is still fixed. */
  recheck: z
    .strictObject({
      /** Category leaves or heads; none turns it off. */
      categories: z.array(z.string()).default(['facility', 'environment', 'safety']),
      /** Weeks after closing. */
      weeks: z.number().int().min(1).max(52).default(4),
      /** An answer counts for so long, days. */
      answerDays: z.number().int().min(1).max(60).default(7),
    })
    .prefault({}),
  /** How departments, areas and people are scored (docs/scores.md). */
  scores: ScorePolicy,
  escalation: z
    .strictObject({
      /** A warning goes to the handler when this share of the time is used. */
      warnAt: z.number().min(0.1).max(1).default(0.8),
      /** Minutes between one level and the next above it. */
      stepMinutes: z.number().int().min(1).default(30),
    })
    .prefault({}),
  /** How the day went, told to each chief in one message; nothing when nothing is in hand and nothing was resolved. */
  digest: z
    .strictObject({
      /** From when on, clock of the town. */
      at: clock.default('18:00'),
      /** Posts whose holders are told; none turns it off. */
      roles: z
        .array(
          z.enum(['unit_chief', 'grid_chief', 'village_lead', 'town_lead', 'district_lead', 'dispatcher']),
        )
        .default(['grid_chief', 'village_lead', 'town_lead', 'district_lead']),
      /** `days_off`: not on weekends and holidays; `never`: every day. */
      off: z.enum(['days_off', 'never']).default('days_off'),
    })
    .prefault({}),
  /** 吹哨: by when those called must be there (`arrive`) and done (`resolve`), by kind. */
  whistle: z
    .strictObject({
      /** 疑难 */
      hard: whistle('4wh', '5wd'),
      /** 联合执法 */
      joint: whistle('2h', '3wd'),
      /** 应急: in Pinggu departments arrive within 30 minutes. */
      emergency: whistle('30m', '12h'),
      /** A location sent counts as arrival so near to the place, metres; four times as far where only its area is known. */
      nearMetres: z.number().int().min(50).max(20_000).default(500),
    })
    .prefault({}),
  /** Own ladders, in the order they are looked at; what none fits climbs the built-in one, level by level. */
  ladders: z.array(LadderPolicy).max(50).default([]),
  /** Addresses that steps of ladders may call, by name. */
  webhooks: z.record(z.string().regex(/^[\w-]{1,32}$/, '写成 center 这样的短名'), WebhookPolicy).default({}),
  /** Many reminders at once become one message. */
  reminders: RemindersPolicy.prefault({}),
  /** How disputes are mediated (村里四轮、镇里三轮、区里两轮). */
  mediation: z
    .strictObject({
      /** Category leaves or heads that are settled by mediation. */
      categories: z.array(z.string()).default(['dispute']),
      /** Rounds that each level may hold, by level key; a level that is not named holds none. */
      rounds: z
        .record(z.string(), z.number().int().min(1).max(20))
        .refine((rounds) => Object.keys(rounds).length > 0, '至少写一级')
        .default({ village: 4, town: 3, district: 2 }),
      /** Without a round for so long its mediators are reminded, working days. */
      roundDays: z.number().int().min(1).max(60).default(5),
      /** Then so long between the reminder and each level of the ladder, working days. */
      stepDays: z.number().int().min(1).max(30).default(1),
      /** Visits after an agreement, days after it was signed, earliest first. */
      visitDays: z.array(z.number().int().min(1).max(365)).max(6).default([7, 30]),
    })
    .prefault({}),
  /** How the town's own reading is learned from what dispatchers correct. */
  learning: z
    .strictObject({
      /** New corrections before it is learned anew. */
      after: z.number().int().min(5).default(20),
      /** Earlier versions that can be gone back to. */
      keepVersions: z.number().int().min(1).default(10),
    })
    .prefault({}),
  /** What working hours and working days are. */
  calendar: CalendarPolicy.prefault({}),
  /** The town's own deadlines, before the taxonomy's. */
  deadlines: DeadlinePolicy.default({}),
  /** Categories never shown in a group, besides `governance.conduct`. */
  confidential: z.array(z.string()).default([]),
  /** Texts that replace the built-in ones, by message key. */
  texts: z.record(z.string(), z.string()).default({}),
})
export type Policy = z.infer<typeof Policy>
