export const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Part of a day that is worked: minutes after midnight, 0 ≤ from < to ≤ 1440. */
export interface Slot {
  from: number
  to: number
}

/** Reads `08:30-12:00`; the end may be `24:00`. Null for anything else, also where it ends before it begins. */
export function parseSlot(text: string): Slot | null {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)
  if (!match) return null
  const [, h1, m1, h2, m2] = match.map(Number)
  if (h1 === undefined || m1 === undefined || h2 === undefined || m2 === undefined) return null
  const [from, to] = [h1 * 60 + m1, h2 * 60 + m2]
  return m1 < 60 && m2 < 60 && from < to && to <= 24 * 60 ? { from, to } : null
}

/** The slots of a day, or null where one cannot be read, or one begins before the one before it has ended. */
export function parseSlots(texts: readonly string[]): Slot[] | null {
  const slots: Slot[] = []
  for (const text of texts) {
    const slot = parseSlot(text)
    if (!slot || slot.from < (slots.at(-1)?.to ?? 0)) return null
    slots.push(slot)
  }
  return slots
}
