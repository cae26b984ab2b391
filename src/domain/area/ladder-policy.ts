import { z } from 'zod'
import { URGENCIES } from '../ticket/urgency.ts'

const duration = z.string().regex(/^[1-9]\d{0,3}(?:m|h|wh|wd)$/, '写成 30m、4h、4wh、3wd 这样')

/**
 * What a ladder waits for: not accepted in time, not finished in time, no word on how it goes in time, or nothing
 * done since it was accepted (`idle`).
 */
export const LADDER_CLOCKS = ['accept', 'resolve', 'update', 'idle'] as const
export type LadderClock = (typeof LADDER_CLOCKS)[number]

/** Whom a step tells: people of the department, one chief above the place, or all above in turn. */
export const TARGETS = [
  'handler',
  'on_call',
  'department_lead',
  'department_line',
  'grid_chief',
  'village_lead',
  'town_lead',
  'district_lead',
  'area_line',
  'dispatcher',
] as const
export type Target = (typeof TARGETS)[number]

export const LadderStep = z.strictObject({
  /** Told at the same time, each person once. A line (`area_line`, `department_line`) is a step for each level. */
  notify: z.array(z.enum(TARGETS)).max(6).default([]),
  /** A name from `webhooks`. */
  webhook: z.string().optional(),
  /** Until the next step, or the next telling of this one; `escalation.stepMinutes` if unset. */
  wait: duration.optional(),
  /** Told again so many times before the next step. */
  repeat: z.number().int().min(0).max(5).default(0),
  /** `working_hours`: put off until then, unless it is an emergency. `urgent`: left out for what is less pressing. */
  only: z.array(z.enum(['working_hours', 'urgent'])).default([]),
})
export type LadderStep = z.infer<typeof LadderStep>

/** One ladder; the first of the list that fits a ticket and a clock is climbed, else the built-in one. */
export const LadderPolicy = z.strictObject({
  /** What people call it: told in every notice as the reason. */
  name: z.string().min(1).max(16),
  clock: z.enum(LADDER_CLOCKS),
  /** Of `idle`: how long nothing may happen after the acceptance, or since the last word of the department. */
  after: duration.default('4h'),
  /** Leaves or heads; empty: all. */
  category: z.array(z.string()).default([]),
  urgency: z.array(z.enum(URGENCIES)).default([]),
  /** Areas with all below them; empty: all. */
  area: z.array(z.string()).default([]),
  steps: z.array(LadderStep).min(1).max(12),
})
export type LadderPolicy = z.infer<typeof LadderPolicy>

/** Where a step may call: this address and no other. */
export const WebhookPolicy = z.strictObject({
  url: z.url({ protocol: /^https?$/, error: '写成 https://… 这样的完整地址' }).max(500),
})

export const RemindersPolicy = z.strictObject({
  /** Reminders said one by one in a chat within `withinMinutes`; those beyond come together as one list. */
  most: z.number().int().min(1).max(100).default(5),
  withinMinutes: z.number().int().min(1).max(120).default(10),
  /** What waited for the end of the quiet hours is said together so long after it, minutes. */
  morningMinutes: z.number().int().min(1).max(60).default(5),
})
