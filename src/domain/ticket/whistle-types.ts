import type { Role } from '../area/town.ts'

/** 疑难, 联合执法, 应急: a hard problem, joint enforcement, an emergency. Each has its own clocks in `policy.whistle`. */
export const WHISTLES = ['hard', 'joint', 'emergency'] as const
export type WhistleKind = (typeof WHISTLES)[number]

/** How an arrival was told. `result`: whoever brings the result has been there. */
export const ARRIVED_BY = ['button', 'words', 'location', 'photo', 'result'] as const
export type ArrivedBy = (typeof ARRIVED_BY)[number]

/** 报到: somebody of a department called is at the place. */
export interface Arrival {
  /** ISO time. */
  at: string
  how: ArrivedBy
  /** Name as the town knows it. */
  by: string
  personId: string | null
  /** After the arrival time of the part. */
  late: boolean
}

/** What makes a ticket the part of a whistle that one department has. */
export interface Part {
  parentId: string
  parentNumber: string
  kind: WhistleKind
  /** 牵头: its result becomes that of the parent. */
  lead: boolean
  /** What this department is to do; '' where only the matter tells it. */
  task: string
  /** Codes of the departments called with it. */
  together: string[]
  arrival: Arrival | null
}

/**
 * `returned`: nobody has it, the department gave it back; `recalled`: no longer needed. All but `done` and `recalled`
 * are open.
 */
export type PartState = 'called' | 'arrived' | 'returned' | 'done' | 'recalled'

/** A part as its parent knows it. */
export interface PartView {
  id: string
  number: string
  kind: WhistleKind
  department: string | null
  handler: string | null
  lead: boolean
  task: string
  state: PartState
  /** ISO time by which somebody must be there. */
  arriveDue: string | null
  arrival: Arrival | null
  /** The arrival time passed and nobody had come. */
  late: boolean
  result: string | null
  photos: string[]
}

/** Who blew the whistle. */
export interface Whistler {
  personId: string | null
  identityId: string | null
  name: string
  role: Role | 'resident'
}

/** 吹哨: what a ticket is that several departments were called for. */
export interface Whistle {
  /** Of the last whistle, where several were blown for it. */
  kind: WhistleKind
  /** ISO time of the first. */
  at: string
  by: Whistler
  /** The conversation in which it was blown. */
  chat: string
  /** All ever called, in order; a number is never given twice. */
  parts: PartView[]
}
