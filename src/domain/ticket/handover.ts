import type { Extension, Ticket } from './types.ts'

const asked = (extension: Extension | null | undefined): extension is Extension =>
  extension?.state === 'asked'

/**
 * What the one who had it leaves behind when it goes to another, or starts anew: work has not begun, and a request
 * for more time is nobody's any more. `anew`: the promise is made again, so extensions are counted from there.
 */
export function handedOver(ticket: Ticket, anew = false): Partial<Ticket> {
  const { startedAt, extension, extensions } = ticket
  return {
    ...(startedAt ? { startedAt: null } : {}),
    ...(anew && extension ? { extension: null } : {}),
    ...(!anew && asked(extension) ? { extension: { ...extension, state: 'lapsed' } } : {}),
    ...(anew && extensions ? { extensions: 0 } : {}),
  }
}

/** What of its being on hold ends with the ticket. */
export function noLongerHeld({ paused, hold }: Ticket, iso: string): Partial<Ticket> {
  return {
    ...(paused ? { paused: null } : {}),
    ...(hold && hold.endedAt === null ? { hold: { ...hold, endedAt: iso } } : {}),
  }
}
