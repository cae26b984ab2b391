import fc from 'fast-check'
import { may } from '../../src/domain/access.ts'
import type { Town } from '../../src/domain/area/town.ts'
import { TIMER_KINDS } from '../../src/domain/ticket/arming.ts'
import type { Actor, Command } from '../../src/domain/ticket/decision.ts'
import { BLANK } from '../../src/domain/ticket/replay.ts'
import { RATINGS, type Ticket, type TimerKind, URGENCIES } from '../../src/domain/ticket/types.ts'
import { ARRIVED_BY, type PartView, WHISTLES } from '../../src/domain/ticket/whistle-types.ts'
import { actorOf, residentOf, SYSTEM } from './sample-town.ts'
import { LIN } from './tickets.ts'

/** 1 July 2026, 8:05 in the town, as in `tickets.ts`. */
const START_MS = Date.parse('2026-07-01T00:05:00.000Z')

/** Words as people and mischief write them; empty ones too. */
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('换了新线', '还在滋滋响', '不归我们管', '在老井旁边', '是') },
  { weight: 1, arbitrary: fc.constantFrom('', '  ', '\n', '<b>&', '🔌', '\u202e') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
)
const photos = fc.array(fc.constantFrom('p1', 'p2', 'p3', 'p4'), { maxLength: 3 })
const point = fc.record({
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
})

/** Mostly one of the codes, now and then one that the town does not know. */
function code(codes: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...codes) },
    { weight: 1, arbitrary: fc.constantFrom('', 'nowhere', '__proto__', 'safety.') },
  )
}

const areaOf = (town: Town) => code(town.areas.map((a) => a.code))
const categoryOf = (town: Town) => code(town.taxonomy.map((c) => c.code))
const departmentOf = (town: Town) => code(town.departments.map((d) => d.code))
const personOf = (town: Town) => fc.constantFrom(...town.people.map((p) => p.id))

/** Anyone: a person of the town with the posts held, a resident, or the service itself. */
export function actorArb(town: Town): fc.Arbitrary<Actor> {
  return fc.oneof(
    { weight: 6, arbitrary: personOf(town).map((id) => actorOf(town, id)) },
    { weight: 2, arbitrary: fc.constantFrom('mei', 'ping').map(residentOf) },
    { weight: 1, arbitrary: fc.constant(SYSTEM) },
  )
}

/** Opens a ticket; ids and numbers are the caller's to replace. */
export function openArb(town: Town): fc.Arbitrary<Extract<Command, { kind: 'open' }>> {
  return fc.record({
    kind: fc.constant('open' as const),
    id: fc.uuid({ version: 4 }),
    number: fc.integer({ min: 1, max: 9999 }).map((n) => `DZ-2607-${String(n).padStart(4, '0')}`),
    category: categoryOf(town),
    urgency: fc.constantFrom(...URGENCIES),
    area: areaOf(town),
    place: fc.option(words),
    point: fc.option(point),
    summary: words,
    reporter: fc.oneof(
      personOf(town).map((id) => ({
        personId: id,
        identityId: `identity-${id}`,
        name: id,
        role: 'unit_chief' as const,
      })),
      fc.constantFrom('mei', 'ping').map((id) => ({
        personId: null,
        identityId: `identity-${id}`,
        name: id,
        role: 'resident' as const,
      })),
      fc.constant({ personId: null, identityId: null, name: '', role: 'resident' as const }),
    ),
    source: fc.record({
      conversationId: fc.uuid({ version: 4 }),
      kind: fc.constantFrom('group' as const, 'dm' as const),
      messageId: fc.option(fc.constant('7')),
      thread: fc.constant(null),
    }),
    photos,
    missing: fc.option(fc.constant('place' as const), { freq: 3 }),
  })
}

/** Few chats and messages, so that one report comes again. */
const sourceArb = fc.record({
  conversationId: fc.constantFrom('chat-1', 'chat-2'),
  kind: fc.constantFrom('group' as const, 'dm' as const),
  messageId: fc.constantFrom('7', '8', '9'),
  thread: fc.constant(null),
})

function reportArb(town: Town): fc.Arbitrary<Extract<Command, { kind: 'join' }>['report']> {
  return openArb(town).chain(
    ({ reporter, category, urgency, area, place, point: at, summary, photos: shown }) =>
      sourceArb.map((source) => ({
        reporter,
        source,
        category,
        urgency,
        area,
        place,
        point: at,
        summary,
        photos: shown,
      })),
  )
}

/** A ticket that is merged into the one under test, with a report that had joined it, or none. */
function mergedArb(town: Town): fc.Arbitrary<Ticket> {
  return fc.tuple(openArb(town), fc.array(reportArb(town), { maxLength: 2 })).map(([open, reports]) => {
    const { kind: _kind, missing: _missing, photos: shown, whistle: _whistle, ...told } = open
    const at = '2026-07-01T00:05:00.000Z'
    const joined = reports.map((r) => ({ ...r, at, added: r.photos, raisedFrom: null }))
    return { ...BLANK, ...told, photosBefore: shown, joined }
  })
}

/** Few parts, so that a word about one finds it. */
const partIds = fc.constantFrom('part-1', 'part-2', 'part-3')

const calledArb = (town: Town) =>
  fc.record(
    { id: partIds, department: departmentOf(town), task: words, lead: fc.boolean() },
    { requiredKeys: ['id', 'department', 'task'] },
  )

/** News of a part, mostly of one that was called; nothing has to fit. */
function partArb(town: Town): fc.Arbitrary<PartView> {
  return fc.record({
    id: partIds,
    number: fc.constant('DZ-2607-0031-1'),
    kind: fc.constantFrom(...WHISTLES),
    department: fc.option(fc.constantFrom(...town.departments.map((d) => d.code))),
    handler: fc.option(personOf(town)),
    lead: fc.boolean(),
    task: words,
    state: fc.constantFrom('called', 'arrived', 'returned', 'done', 'recalled'),
    arriveDue: fc.constant(null),
    arrival: fc.constant(null),
    late: fc.boolean(),
    result: fc.option(words),
    photos,
  })
}

/** A time as people name it: mostly within `hours` of the beginning, now and then none or nonsense. */
const until = (hours: number) =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .integer({ min: -10, max: hours })
        .map((h): string | null => new Date(START_MS + h * 3_600_000).toISOString()),
    },
    { weight: 1, arbitrary: fc.constantFrom<string | null>(null, '', 'tomorrow') },
  )

/** Any command but `open`, with arguments that fit, that are empty, or that name what does not exist. */
export function commandArb(town: Town): fc.Arbitrary<Command> {
  const kind = <K extends string>(name: K) => ({ kind: fc.constant(name) })
  const optional = { requiredKeys: ['kind'] as const }
  return fc.oneof(
    fc.record(
      { ...kind('supply' as const), text: words, photos, point, area: areaOf(town), place: words },
      { requiredKeys: ['kind', 'text', 'photos'] },
    ),
    fc.record(
      {
        ...kind('correct' as const),
        category: categoryOf(town),
        urgency: fc.constantFrom(...URGENCIES),
        area: areaOf(town),
        place: fc.option(words),
        summary: words,
        byHand: fc.constant(true as const),
      },
      { requiredKeys: [...optional.requiredKeys] },
    ),
    fc.record(
      { ...kind('dispatch' as const), department: departmentOf(town), handler: fc.option(personOf(town)) },
      { requiredKeys: ['kind', 'department'] },
    ),
    fc.record(kind('accept' as const)),
    fc.record({ ...kind('return' as const), reason: words }),
    fc.record({ ...kind('transfer' as const), department: departmentOf(town), reason: words }),
    fc.record({ ...kind('resolve' as const), result: words, photos }),
    fc.record(kind('confirm' as const)),
    fc.record({ ...kind('dispute' as const), text: words }),
    fc.record({ ...kind('withdraw' as const), reason: words }),
    fc.record({ ...kind('reject' as const), reason: words }),
    fc.record(kind('urge' as const)),
    fc.record({ ...kind('settled_by_reporter' as const), text: words }),
    fc.record({ ...kind('join' as const), report: reportArb(town) }),
    fc.record({ ...kind('leave' as const), source: sourceArb }),
    fc.record({ ...kind('merge' as const), into: fc.constant({ id: 'another', number: 'DZ-2607-0030' }) }),
    fc.record({ ...kind('absorb' as const), ticket: mergedArb(town) }),
    fc.record(kind('start' as const)),
    {
      weight: 6,
      arbitrary: fc.record({ ...kind('ask_extension' as const), until: until(240), reason: words }),
    },
    // Only a request that waits can be answered: else the runs would seldom come to it.
    {
      weight: 6,
      arbitrary: fc.record(
        { ...kind('grant_extension' as const), until: until(240).map((at) => at ?? '') },
        { requiredKeys: ['kind'] },
      ),
    },
    { weight: 6, arbitrary: fc.record({ ...kind('deny_extension' as const), reason: words }) },
    fc.record({ ...kind('suspend' as const), until: until(800), reason: words }),
    fc.record(kind('resume' as const)),
    fc.record({ ...kind('reopen' as const), reason: words }),
    fc.record({
      ...kind('split' as const),
      into: fc.constant({ id: 'another', number: 'DZ-2607-0030' }),
      photos,
      text: words,
    }),
    fc.record({ ...kind('assign' as const), person: fc.option(personOf(town)) }),
    fc.record(kind('follow' as const)),
    fc.record(kind('unfollow' as const)),
    fc.record({ ...kind('note' as const), text: words }),
    fc.record({
      ...kind('whistle' as const),
      whistle: fc.constantFrom(...WHISTLES),
      by: fc.constant(LIN),
      chat: fc.constant('chat-1'),
      parts: fc.array(calledArb(town), { maxLength: 3 }),
    }),
    fc.record(
      { ...kind('arrive' as const), how: fc.constantFrom(...ARRIVED_BY), photos, point },
      { requiredKeys: ['kind', 'how', 'photos'] },
    ),
    fc.record({ ...kind('part_moved' as const), part: partArb(town) }),
    fc.record({ ...kind('recall_part' as const), part: partIds, reason: words }),
    fc.record(kind('lead_part' as const)),
    fc.record({ ...kind('rate' as const), value: fc.constantFrom(...RATINGS), text: words }),
    fc.record(kind('still_fixed' as const)),
    fc.record({ ...kind('ask_excuse' as const), reason: words }),
    fc.record(kind('grant_excuse' as const)),
    fc.record({ ...kind('deny_excuse' as const), reason: words }),
    fc.record({
      ...kind('timer' as const),
      timer: fc.constantFrom(...TIMER_KINDS),
      generation: fc.integer({ min: 0, max: 40 }),
    }),
  )
}

/** One thing that happens to a ticket, still to be made concrete for the ticket as it is by then (`concrete`). */
export type Happening =
  | { kind: 'command'; command: Command; actor: Actor; fitting: number | null; minutes: number }
  /** The next timer comes due, after everything before it. */
  | { kind: 'due'; lateMinutes: number }

/** What happens; commands by someone who may give them four times out of five, so that runs get somewhere. */
export function happeningArb(
  town: Town,
  commands: fc.Arbitrary<Command> = commandArb(town),
): fc.Arbitrary<Happening> {
  const minutes = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 240 }) },
    { weight: 1, arbitrary: fc.integer({ min: -5, max: 60 * 24 * 10 }) },
  )
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('command' as const),
        command: commands,
        actor: actorArb(town),
        fitting: fc.option(fc.nat({ max: 50 }), { freq: 5 }),
        minutes,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('due' as const),
        lateMinutes: fc.integer({ min: 0, max: 30 }),
      }),
    },
  )
}

/** What mediators do, with what fits and what does not. */
export function mediationArb(town: Town): fc.Arbitrary<Command> {
  const kind = <K extends string>(name: K) => ({ kind: fc.constant(name) })
  const side = fc.constantFrom('a' as const, 'b' as const, 'c' as const)
  const kept = fc.option(fc.constantFrom('w1', 'w2'))
  const papers = fc.array(fc.constantFrom('paper-1', 'paper-2'), { maxLength: 2 })
  return fc.oneof(
    fc.record(kind('take_mediation' as const)),
    fc.record({
      ...kind('add_party' as const),
      parties: fc.array(fc.record({ id: fc.constantFrom('p1', 'p2', 'p3'), side }), { maxLength: 2 }),
    }),
    fc.record({
      ...kind('plan_round' as const),
      at: fc.oneof(
        fc.integer({ min: 0, max: 90 }).map((d) => new Date(Date.UTC(2026, 6, 1 + d, 7)).toISOString()),
        fc.constant('morgen'),
      ),
      mediators: fc.array(personOf(town), { maxLength: 2 }),
    }),
    {
      weight: 3,
      arbitrary: fc.record({
        ...kind('hold_round' as const),
        result: fc.constantFrom(
          'not_agreed' as const,
          'not_agreed' as const,
          'put_off' as const,
          'agreed' as const,
        ),
        words: kept,
        present: fc.record({ a: fc.integer({ min: -1, max: 200 }), b: fc.nat({ max: 3 }) }),
      }),
    },
    fc.record({ ...kind('move_up' as const), words: kept }),
    fc.record({ ...kind('agree' as const), words: kept, photos: papers }),
    fc.record({
      ...kind('end_mediation' as const),
      outcome: fc.constantFrom('withdrawn' as const, 'to_court' as const),
      words: kept,
    }),
    fc.record({ ...kind('visit' as const), holds: fc.boolean(), words: kept }),
  )
}

function nextTimer(ticket: Ticket): { timer: TimerKind; dueAt: string; generation: number } | undefined {
  return TIMER_KINDS.flatMap((timer) => {
    const armed = ticket.timers[timer]
    return armed ? [{ timer, ...armed }] : []
  }).sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0]
}

/** Everyone of the town who may give the command on this ticket now. */
function fittingActors(command: Command, ticket: Ticket, town: Town): Actor[] {
  const everyone = [...town.people.map((p) => actorOf(town, p.id)), residentOf('mei'), residentOf('ping')]
  return everyone.filter((actor) => may(command.kind, ticket, actor, town))
}

/** A request for more time that somebody fitting makes goes beyond the promise, as people mean it. */
function beyond(command: Command, { resolveDue }: Ticket, fitting: number | null): Command {
  if (command.kind !== 'ask_extension' || resolveDue === null || fitting === null) return command
  return { ...command, until: new Date(Date.parse(resolveDue) + (fitting + 1) * 3_600_000).toISOString() }
}

/** The command, its giver and its time, for the ticket as it is now. */
export function concrete(
  happening: Happening,
  ticket: Ticket,
  now: Date,
  town: Town,
): { command: Command; actor: Actor; now: Date } {
  if (happening.kind === 'due') {
    const next = nextTimer(ticket)
    if (!next) return { command: { kind: 'urge' }, actor: SYSTEM, now }
    const at = Math.max(new Date(next.dueAt).getTime(), now.getTime()) + happening.lateMinutes * 60_000
    const { timer, generation } = next
    return { command: { kind: 'timer', timer, generation }, actor: SYSTEM, now: new Date(at) }
  }
  const { command, fitting, minutes } = happening
  const actors = fitting === null ? [] : fittingActors(command, ticket, town)
  const actor = actors[(fitting ?? 0) % Math.max(1, actors.length)] ?? happening.actor
  return { command: beyond(command, ticket, fitting), actor, now: new Date(now.getTime() + minutes * 60_000) }
}
