import { addMinutes } from 'date-fns'
import { beforeEach, describe, expect, test } from 'vitest'
import { Policy } from '../../../src/domain/area/policy.ts'
import { isNotForGroups } from '../../../src/domain/ticket/parts.ts'
import { replay } from '../../../src/domain/ticket/replay.ts'
import { possibleCommands } from '../../../src/domain/ticket/transitions.ts'
import { latePartsOf } from '../../../src/domain/ticket/whistle.ts'
import { WHISTLES } from '../../../src/domain/ticket/whistle-types.ts'
import { actorOf, residentOf, SYSTEM, sampleTown } from '../../support/sample-town.ts'
import { LIN, minutesAfter, report, START } from '../../support/tickets.ts'
import { Board, called } from '../../support/whistles.ts'

const town = sampleTown()
const lin = actorOf(town, 'lin')
const chen = actorOf(town, 'chen')
const zheng = actorOf(town, 'zheng')
const weng = actorOf(town, 'weng')
const zhang = actorOf(town, 'zhang')
const PARENT = report().id
const drain = report({ category: 'facility.drain', urgency: 'urgent' })

let board: Board
const at = (minutes: number) => minutesAfter(minutes)
const parent = () => board.get(PARENT)
const statesOf = () => (parent().whistle?.parts ?? []).map((part) => part.state)

/** Urban leads, water and power help; the whistle is blown at minute 10. */
function whistled(change: Parameters<typeof called>[1] = {}): void {
  expect(board.give(null, drain, chen, START)).toEqual(expect.any(Array))
  const whistle = { kind: 'whistle' as const, ...called(['urban', 'water', 'power'], change) }
  expect(board.give(PARENT, whistle, lin, at(10))).toEqual(expect.any(Array))
}

const resolve = (id: string, by: typeof zheng, minutes: number) =>
  board.give(id, { kind: 'resolve', result: `${id} 好了`, photos: [`after-${id}`] }, by, at(minutes))
const arrive = (id: string, by: typeof zheng, minutes: number) =>
  board.give(id, { kind: 'arrive', how: 'button', photos: [] }, by, at(minutes))

beforeEach(() => {
  board = new Board(town)
})

describe('a whistle', () => {
  test('gives each department a part of its own, on the clocks of its kind', () => {
    whistled()
    expect(parent()).toMatchObject({ state: 'dispatched', department: 'urban', acceptDue: null })
    expect(Object.keys(parent().timers).sort()).toEqual(['resolve_due', 'resolve_warn'])
    expect(['p1', 'p2', 'p3'].map((id) => board.get(id))).toMatchObject([
      { number: 'DZ-2607-0031-1', state: 'dispatched', department: 'urban', handler: 'zheng' },
      { number: 'DZ-2607-0031-2', state: 'dispatched', department: 'water', handler: 'weng' },
      { number: 'DZ-2607-0031-3', state: 'dispatched', department: 'power', handler: 'zhang' },
    ])
    expect(board.get('p1')).toMatchObject({
      acceptDue: at(40).toISOString(),
      resolveDue: addMinutes(at(10), 12 * 60).toISOString(),
      reporter: LIN,
      photosBefore: ['before-1'],
      part: { parentId: PARENT, parentNumber: 'DZ-2607-0031', lead: true, together: ['water', 'power'] },
    })
    expect(board.get('p2').part).toMatchObject({ lead: false, together: ['urban', 'power'] })
    expect(Object.keys(board.get('p1').timers).sort()).toEqual([
      ...['accept_due', 'accept_warn', 'resolve_due', 'resolve_warn'],
    ])
  })

  test('the town sets the clocks of each kind', () => {
    const policy = Policy.parse({
      whistle: { hard: { arrive: '1h' }, joint: { arrive: '2h' }, emergency: { arrive: '15m' } },
    })
    const dues = WHISTLES.map((whistle) => {
      board = new Board(sampleTown({ policy }))
      whistled({ whistle })
      return (new Date(board.get('p1').acceptDue ?? '').getTime() - at(10).getTime()) / 60_000
    })
    expect(dues).toEqual([60, 120, 15])
  })

  test('may tell the matter itself, and opens it in the same moment', () => {
    const open = { ...drain, whistle: called(['water', 'urban'], { whistle: 'hard' }) }
    expect(board.give(null, open, lin, START)).toEqual([])
    expect(parent()).toMatchObject({ state: 'dispatched', department: 'water' })
    expect(board.histories.get(PARENT)?.map((e) => e.command)).toEqual(['open', 'whistle'])
    expect(board.get('p1').part).toMatchObject({ lead: true, kind: 'hard' })
  })

  test('relieves the department that had it alone and is not called', () => {
    board.give(null, report(), chen, START)
    const whistle = { kind: 'whistle' as const, ...called(['urban', 'water']) }
    expect(board.give(PARENT, whistle, lin, at(5))).toMatchObject([
      { to: { kind: 'department', department: 'power' }, template: 'called_off', args: { state: 'moved' } },
    ])
  })

  test('once more calls only those who are not called yet, under the same lead', () => {
    whistled()
    arrive('p1', zheng, 15)
    const more = { kind: 'whistle' as const, ...called(['water', 'police'], {}, 'q') }
    expect(board.give(PARENT, more, lin, at(20))).toEqual([])
    expect(board.tickets.has('q1')).toBe(false)
    expect(board.get('q2')).toMatchObject({ number: 'DZ-2607-0031-4', department: 'police' })
    expect(board.get('q2').part?.lead).toBe(false)
    expect(parent()).toMatchObject({ state: 'accepted', department: 'urban' })
    expect(board.give(PARENT, { ...more, ...called(['water'], {}, 'r') }, lin, at(21))).toBe('already_done')
  })

  test.each([
    ['an unknown department', called(['nowhere']), 'unknown_department'],
    ['nobody', called([]), 'unknown_department'],
    ['too many', called(town.departments.map((d) => d.code).flatMap((d) => [d])), null],
  ])('for %s', (_, whistle, code) => {
    board.give(null, drain, chen, START)
    const said = board.give(PARENT, { kind: 'whistle', ...whistle }, lin, at(1))
    expect(Array.isArray(said) ? null : said).toBe(code)
  })

  test.each([
    ['chen', 'not_allowed'],
    ['zhou', 'not_allowed'],
    ['wu', 'not_allowed'],
    ['weng', 'not_allowed'],
    ['lin', null],
    ['xu', null],
    ['he', null],
  ])('by %s, post by area', (who, code) => {
    board.give(null, drain, chen, START)
    const whistle = { kind: 'whistle' as const, ...called(['urban', 'water']) }
    const said = board.give(PARENT, whistle, actorOf(town, who), at(1))
    expect(Array.isArray(said) ? null : said).toBe(code)
    board = new Board(town)
    const told = board.give(
      null,
      { ...drain, whistle: called(['urban', 'water']) },
      actorOf(town, who),
      at(1),
    )
    expect(Array.isArray(told) ? null : told).toBe(code)
  })

  test.each(['dispute.neighbour', 'governance.conduct'])('never of %s', (category) => {
    expect(isNotForGroups(town, category)).toBe(true)
    board.give(null, report({ category }), chen, START)
    const whistle = { kind: 'whistle' as const, ...called(['urban', 'water']) }
    expect(board.give(PARENT, whistle, SYSTEM, at(1))).toBe('not_for_groups')
    expect(board.tickets.size).toBe(1)
  })

  test('a part is opened by nobody but a whistle', () => {
    const part = { kind: 'hard' as const, parentId: 'x', parentNumber: 'x', lead: true, task: '' }
    const open = { ...drain, part: { ...part, together: [], arrival: null }, department: 'urban' }
    expect(board.give(null, open, lin, START)).toBe('not_allowed')
  })
})

describe('arrivals', () => {
  test('end the arrival clock of the part; that of the lead is the acceptance of the whole', () => {
    whistled()
    arrive('p2', weng, 20)
    expect(parent()).toMatchObject({ state: 'dispatched', acceptedAt: null })
    arrive('p1', zheng, 25)
    expect(board.get('p1')).toMatchObject({
      state: 'accepted',
      part: { arrival: { at: at(25).toISOString(), how: 'button', by: '郑队员', late: false } },
    })
    expect(board.get('p1').timers).not.toHaveProperty('accept_due')
    expect(parent()).toMatchObject({ state: 'accepted', acceptedAt: at(25).toISOString() })
    expect(statesOf()).toEqual(['arrived', 'arrived', 'called'])
    expect(arrive('p1', zheng, 26)).toBe('already_done')
  })

  test('to the minute in time, a minute later late', () => {
    whistled()
    arrive('p1', zheng, 40)
    arrive('p2', weng, 41)
    expect(board.get('p1').part?.arrival?.late).toBe(false)
    expect(board.get('p2').part?.arrival?.late).toBe(true)
    expect(parent().whistle?.parts[1]).toMatchObject({ late: true })
  })

  test.each([
    ['another department', 'weng', 'not_allowed'],
    ['its lead or handler', 'zheng', null],
    ['the chief on the spot', 'lin', null],
    ['a chief of elsewhere', 'zhou', 'not_allowed'],
  ])('are told by %s', (_, who, code) => {
    whistled()
    const said = arrive('p1', actorOf(town, who), 20)
    expect(Array.isArray(said) ? null : said).toBe(code)
  })

  const place = { lng: 119.1, lat: 25.2 }
  test.each([
    ['at it', place, null],
    ['400 m off', { lng: 119.1, lat: 25.2036 }, null],
    ['600 m off', { lng: 119.1, lat: 25.2054 }, 'too_far'],
    ['5 km off', { lng: 119.15, lat: 25.2 }, 'too_far'],
  ])('by a location %s', (_, point, code) => {
    board.give(null, { ...drain, point: place }, chen, START)
    board.give(PARENT, { kind: 'whistle', ...called(['urban', 'water']) }, lin, at(1))
    const said = board.give('p1', { kind: 'arrive', how: 'location', point, photos: [] }, zheng, at(5))
    expect(Array.isArray(said) ? null : said).toBe(code)
    expect(board.get('p1').state).toBe(code === null ? 'accepted' : 'dispatched')
  })

  test('by a location where nothing tells the place', () => {
    whistled()
    const point = { lng: 1, lat: 1 }
    expect(board.give('p1', { kind: 'arrive', how: 'location', point, photos: [] }, zheng, at(20))).toEqual(
      [],
    )
  })

  test('a photo shows the place as they found it', () => {
    whistled()
    board.give('p1', { kind: 'arrive', how: 'photo', photos: ['there'] }, zheng, at(20))
    expect(board.get('p1')).toMatchObject({ photosBefore: ['before-1', 'there'], photosAfter: [] })
  })

  test('are no acceptance: a part is not accepted from afar', () => {
    whistled()
    expect(board.give('p1', { kind: 'accept' }, zheng, at(12))).toBe('part_only')
    expect(possibleCommands(board.get('p1'), zheng, town)).toEqual([
      ...['supply', 'return', 'transfer', 'resolve', 'follow', 'note', 'arrive'],
    ])
  })

  test('who is late: told by the clock, and on the parent once the ladder climbed', () => {
    whistled()
    arrive('p1', zheng, 20)
    expect(latePartsOf(parent(), at(40))).toEqual([])
    expect(latePartsOf(parent(), at(41)).map((part) => part.department)).toEqual(['water', 'power'])
    const { generation } = board.get('p2').timers.accept_due ?? { generation: 0 }
    const said = board.give('p2', { kind: 'timer', timer: 'accept_due', generation }, SYSTEM, at(40))
    expect(said).toMatchObject([{ template: 'escalated_accept', to: { personId: 'lin' } }])
    expect(parent().whistle?.parts.map((part) => part.late)).toEqual([false, true, false])
    arrive('p2', weng, 50)
    expect(latePartsOf(parent(), at(50)).map((part) => part.department)).toEqual(['power'])
  })
})

describe('the end', () => {
  test('the parent is resolved by its last part, with the result of the lead and all photos', () => {
    whistled()
    resolve('p1', zheng, 30)
    expect(board.get('p1')).toMatchObject({ state: 'closed', timers: {} })
    resolve('p2', weng, 35)
    expect(parent().state).toBe('accepted')
    const said = resolve('p3', zhang, 50)
    expect(parent()).toMatchObject({
      state: 'resolved',
      result: 'p1 好了',
      department: 'urban',
      handler: 'zheng',
      photosAfter: ['after-p1', 'after-p2', 'after-p3'],
      resolvedAt: at(50).toISOString(),
    })
    expect(Object.keys(parent().timers)).toEqual(['auto_close'])
    // Asked once, of the whole.
    expect(Array.isArray(said) && said.map((n) => [n.template, n.to.kind])).toEqual([
      ['result', 'source'],
      ['result', 'reporter'],
    ])
    board.give(PARENT, { kind: 'confirm' }, chen, at(60))
    expect(parent().state).toBe('closed')
  })

  test('who brings the result has been there', () => {
    whistled()
    resolve('p2', weng, 20)
    expect(board.get('p2').part?.arrival).toMatchObject({ how: 'result', at: at(20).toISOString() })
  })

  test('a part needs its photo like any other ticket', () => {
    whistled()
    const bare = { kind: 'resolve' as const, result: '好了', photos: [] }
    expect(board.give('p1', bare, zheng, at(20))).toBe('needs_photo')
    expect(board.get('p1').state).toBe('dispatched')
  })

  test.each(['accept', 'resolve', 'transfer', 'return', 'dispatch', 'settled_by_reporter', 'merge'] as const)(
    'open parts shut %s',
    (kind) => {
      whistled()
      const args = { result: 'x', photos: ['x'], department: 'water', reason: 'x', text: 'x' }
      const into = { id: 'x', number: 'x' }
      expect(board.give(PARENT, { kind, ...args, into } as never, SYSTEM, at(20))).toBe('parts_open')
      expect(possibleCommands(parent(), SYSTEM, town)).not.toContain(kind)
    },
  )

  test('taken back by a chief all are called off; the reporter alone cannot', () => {
    whistled()
    resolve('p1', zheng, 20)
    expect(board.give(PARENT, { kind: 'withdraw', reason: '' }, chen, at(30))).toBe('parts_open')
    const said = board.give(PARENT, { kind: 'withdraw', reason: '误报' }, lin, at(31))
    expect(parent().state).toBe('withdrawn')
    expect(statesOf()).toEqual(['done', 'recalled', 'recalled'])
    expect(board.get('p2')).toMatchObject({ state: 'withdrawn', timers: {} })
    expect(said).toMatchObject([
      {
        template: 'called_off',
        to: { department: 'water' },
        args: { number: 'DZ-2607-0031-2', reason: '误报' },
      },
      { template: 'called_off', to: { department: 'power' }, args: { number: 'DZ-2607-0031-3' } },
    ])
  })

  test('没修好 goes back to the part that led, with new clocks; the others stay done', () => {
    whistled()
    for (const [id, by] of [
      ['p1', zheng],
      ['p2', weng],
      ['p3', zhang],
    ] as const)
      resolve(id, by, 30)
    const said = board.give(PARENT, { kind: 'dispute', text: '还在冒水' }, chen, at(100))
    expect(parent()).toMatchObject({ state: 'dispatched', department: 'urban', result: null, disputes: 1 })
    expect(statesOf()).toEqual(['called', 'done', 'done'])
    expect(board.get('p1')).toMatchObject({
      state: 'dispatched',
      acceptDue: at(130).toISOString(),
      part: { arrival: null },
    })
    expect(Array.isArray(said) && said.map((n) => n.template)).toEqual([
      ...['not_fixed', 'not_fixed', 'not_fixed_informed', 'not_fixed_handler'],
    ])
    resolve('p1', zheng, 120)
    expect(parent().state).toBe('resolved')
  })

  test('long after its own end the lead still gets it back', () => {
    whistled()
    resolve('p1', zheng, 20)
    resolve('p2', weng, 20)
    resolve('p3', zhang, 4 * 24 * 60)
    expect(board.give(PARENT, { kind: 'dispute', text: '' }, chen, at(4 * 24 * 60 + 5))).toEqual(
      expect.any(Array),
    )
    expect(board.get('p1').state).toBe('dispatched')
  })
})

describe('one that need not come', () => {
  const recall = (part: string, minutes: number, by = lin, reason = '水退了') =>
    board.give(PARENT, { kind: 'recall_part', part, reason }, by, at(minutes))

  test('hears it with the reason; the last one ends the whole', () => {
    whistled()
    resolve('p1', zheng, 20)
    expect(recall('p2', 21)).toMatchObject([{ template: 'called_off', to: { department: 'water' } }])
    expect(parent().state).toBe('accepted')
    recall('p3', 22)
    expect(parent()).toMatchObject({ state: 'resolved', result: 'p1 好了' })
    expect(recall('p3', 23)).toBe('wrong_state')
  })

  test('hands the lead to the next', () => {
    whistled()
    arrive('p2', weng, 20)
    recall('p1', 25)
    expect(parent()).toMatchObject({ department: 'water', handler: 'weng', state: 'accepted' })
    expect(board.get('p2').part?.lead).toBe(true)
    resolve('p2', weng, 30)
    resolve('p3', zhang, 31)
    expect(parent()).toMatchObject({ state: 'resolved', result: 'p2 好了' })
  })

  test('to one that is done already', () => {
    whistled()
    resolve('p3', zhang, 20)
    recall('p2', 21)
    recall('p1', 22)
    expect(parent()).toMatchObject({ state: 'resolved', result: 'p3 好了', department: 'power' })
  })

  test('where nobody did anything it is an ordinary ticket again', () => {
    whistled()
    for (const id of ['p1', 'p2', 'p3']) recall(id, 20)
    expect(parent()).toMatchObject({ state: 'dispatched', department: 'urban' })
    expect(parent().timers.accept_due).toBeDefined()
    expect(board.give(PARENT, { kind: 'accept' }, zheng, at(30))).toEqual([])
  })

  test('is said with a reason, by those who may call', () => {
    whistled()
    expect(recall('p1', 20, lin, ' ')).toBe('needs_text')
    expect(recall('p1', 20, chen)).toBe('not_allowed')
    expect(recall('p1', 20, actorOf(town, 'zhou'))).toBe('not_allowed')
    expect(recall('p9', 20)).toBe('stale')
    expect(board.give('p1', { kind: 'withdraw', reason: 'x' }, lin, at(20))).toBe('part_only')
  })
})

describe('on the way', () => {
  test('a corrected place reaches every part that is open', () => {
    whistled()
    resolve('p1', zheng, 15)
    board.give(PARENT, { kind: 'correct', area: 'DQ3-2', place: '桥下', byHand: true }, lin, at(20))
    expect(parent()).toMatchObject({ area: 'DQ3-2', state: 'accepted', department: 'urban' })
    expect(['p1', 'p2', 'p3'].map((id) => board.get(id).place)).toEqual(['陈阿婆家门口', '桥下', '桥下'])
    expect(board.get('p2')).toMatchObject({ department: 'water', state: 'dispatched' })
  })

  test('what becomes secret is so in every part', () => {
    whistled()
    board.give(PARENT, { kind: 'correct', category: 'governance.conduct', byHand: true }, lin, at(20))
    expect(board.get('p2').category).toBe('governance.conduct')
  })

  test('more words and an urging reach all who are not done', () => {
    whistled()
    resolve('p1', zheng, 15)
    const to = (said: unknown) => (said as { to: { department: string } }[]).map((n) => n.to.department)
    expect(
      to(board.give(PARENT, { kind: 'supply', text: '水涨了', photos: [] }, residentOf('mei'), at(20))),
    ).toEqual([...['water', 'power']])
    expect(to(board.give(PARENT, { kind: 'urge' }, chen, at(21)))).toEqual(['water', 'power'])
  })

  test('a part given back waits for the dispatcher and keeps the whole open', () => {
    whistled()
    resolve('p1', zheng, 15)
    resolve('p3', zhang, 16)
    board.give('p2', { kind: 'return', reason: '不是我们的管' }, weng, at(20))
    expect(statesOf()).toEqual(['done', 'returned', 'done'])
    board.give('p2', { kind: 'dispatch', department: 'police' }, actorOf(town, 'he'), at(25))
    expect(board.get('p2')).toMatchObject({ department: 'police', acceptDue: at(55).toISOString() })
    expect(parent().whistle?.parts[1]).toMatchObject({ department: 'police', state: 'called' })
  })

  test('every history tells its ticket', () => {
    whistled()
    arrive('p2', weng, 20)
    board.give(PARENT, { kind: 'recall_part', part: 'p1', reason: 'x' }, lin, at(25))
    resolve('p2', weng, 30)
    resolve('p3', zhang, 31)
    for (const [id, events] of board.histories)
      expect(replay(JSON.parse(JSON.stringify(events)))).toEqual(JSON.parse(JSON.stringify(board.get(id))))
  })
})
