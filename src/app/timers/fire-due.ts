import { addMilliseconds } from 'date-fns'
import { fireQuestion } from '../asking/due.ts'
import type { App } from '../context.ts'
import { fireReminder } from '../reminders/due.ts'
import type { DueTimer } from '../store-port/timers.ts'
import type { Draft } from '../tickets/draft.ts'
import { fireTogether } from './fire-together.ts'
import { remembering } from './remembering.ts'

/** Timers decided on and written together. */
const BATCH = 40
/** Tickets are parted among so many lanes: as many processes can fire at once without meeting. */
const PARTS = 4
/** After a timer failed it is left alone for this long, then twice as long, and so on up to some minutes. */
const PATIENCE_MS = 1_000
const LONGEST_PATIENCE = 8

/**
 * Fires what is due: timers of tickets and questions that wait. Called whenever the time of one has come, by the queue
 * and by a look at the tables; twice, or in two processes at once, does nothing more.
 */
export async function fireDue(app: App): Promise<void> {
  const found = await app.store.anyDue(app.now())
  if (found.timers) for (let part = 0; part < PARTS; part++) await firePart(app, part)
  if (found.questions) for (const id of await app.store.dueQuestions(app.now())) await fireQuestion(app, id)
  if (found.reminders) for (const id of await app.store.dueReminders(app.now())) await fireReminder(app, id)
}

/** One lane has one worker; whoever finds it at work goes on to the next. */
async function firePart(app: App, part: number): Promise<void> {
  await app.store.inLane(`timers:${part}`, async () => {
    const view = await app.town()
    if (!view) return
    for (;;) {
      const rows = await app.store.dueTimers({
        now: app.now(),
        limit: BATCH,
        part: { of: PARTS, nth: part },
        except: waiting(app.now()),
      })
      if (rows.length === 0) return
      const batch: Draft[] = []
      const store = remembering(app.store, rows, batch)
      const left = await fireTogether({ ...app, store }, view, firstOfEach(rows), batch)
      // Somebody else changed one of them meanwhile, or one cannot be fired: then one by one.
      for (const row of left) await fireAlone(app, row)
    }
  })
}

/** A ticket is written once in one write; what else is due of it comes next. */
function firstOfEach(rows: readonly DueTimer[]): DueTimer[] {
  const seen = new Set<string>()
  return rows.filter(({ ticketId }) => !seen.has(ticketId) && seen.add(ticketId))
}

async function fireAlone(app: App, row: DueTimer): Promise<void> {
  try {
    const view = await app.town()
    const ticket = await app.store.ticket(row.ticketId)
    const left = view ? await fireTogether(app, view, [{ ...row, ticket }], [], true) : []
    if (left.length === 0) failed.delete(row.id)
  } catch (error) {
    const { tries } = failed.get(row.id) ?? { tries: 0 }
    const wait = PATIENCE_MS * 2 ** Math.min(tries, LONGEST_PATIENCE)
    failed.set(row.id, { tries: tries + 1, until: addMilliseconds(app.now(), wait) })
    app.log.error({ timer: row.id, tries, err: error }, 'timer not fired')
  }
}

/** Timers that failed in this process, and until when they are left alone. */
const failed = new Map<string, { tries: number; until: Date }>()

function waiting(now: Date): string[] {
  return [...failed].filter(([, { until }]) => until > now).map(([id]) => id)
}
