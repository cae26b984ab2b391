import { expect, it } from 'vitest'
import type { App, TownView } from '../../../src/app/context.ts'
import type { DueTimer } from '../../../src/app/store-port/timers.ts'
import type { Write } from '../../../src/app/store-port/write.ts'
import { fireTogether } from '../../../src/app/timers/fire-together.ts'
import { sampleTown } from '../../support/sample-town.ts'
import { ticketIn } from '../../support/tickets.ts'

const town = sampleTown()
const view = { town } as unknown as TownView
const due = (id: string, ticket: DueTimer['ticket']): DueTimer => ({
  ...{ id, ticketId: id, kind: 'accept_warn', generation: 1, cards: [], ticket },
  dueAt: new Date('2026-07-01T00:29:00Z'),
})
/** A ticket that no program wrote: what looks for its timers fails. */
const broken = due('broken', { ...ticketIn('dispatched', town), timers: undefined } as never)
const gone = due('gone', null)

function appWith(ok: boolean) {
  const writes: Write[] = []
  const commit = async (write: Write) => {
    writes.push(write)
    return ok ? { ok } : { ok, conflict: 'ticket changed meanwhile' }
  }
  const app = {
    now: () => new Date('2026-07-01T00:30:00Z'),
    newId: () => 'id',
    store: { commit },
    meter: { timerFired: () => undefined },
    wake: {},
  }
  return { app: app as unknown as App, writes }
}

it('one that cannot be decided is left, and stops no other of the batch', async () => {
  const { app, writes } = appWith(true)
  expect(await fireTogether(app, view, [broken, gone], [])).toEqual([broken])
  expect(writes.map(({ cause }) => cause.timerIds)).toEqual([['gone']])
})

it('alone its fault is told', async () => {
  const { app, writes } = appWith(true)
  await expect(fireTogether(app, view, [broken], [], true)).rejects.toThrow()
  expect(writes).toEqual([])
})

it('where somebody changed one of them meanwhile, none has fired', async () => {
  const { app } = appWith(false)
  expect(await fireTogether(app, view, [gone, broken], [])).toEqual([gone, broken])
})
