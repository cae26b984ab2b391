import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTexts, LOCALES } from '../../../src/app/texts/index.ts'
import { ButtonMaker } from '../../../src/app/tickets/buttons.ts'
import type { CardContext } from '../../../src/app/tickets/card-context.ts'
import { cardMessage } from '../../../src/app/tickets/cards.ts'
import { noticeMessage } from '../../../src/app/tickets/notices.ts'
import { decide } from '../../../src/domain/ticket/decide.ts'
import type { Notice } from '../../../src/domain/ticket/decision.ts'
import type { Ticket } from '../../../src/domain/ticket/types.ts'
import { mediationTown, quarrel } from '../../support/mediation.ts'
import { commandArb, concrete, happeningArb, mediationArb } from '../../support/ticket-arbitraries.ts'
import { minutesAfter, START } from '../../support/tickets.ts'

const town = mediationTown()
const texts = createTexts({ texts: {} })

/** Names no text of ours and no place of the town holds. */
const SURNAMES = ['王', '李', '欧阳', '佘', '覃']
const GIVEN = ['大财', '桂花', '二', '铁柱', '秀']
const name = fc.tuple(fc.constantFrom(...SURNAMES), fc.constantFrom(...GIVEN)).map((parts) => parts.join(''))
const phone = fc.integer({ min: 0, max: 99_999_999 }).map((n) => `139${String(n).padStart(8, '0')}`)

/** A quarrel whose parties stand in everything that people wrote of it. */
function told(names: readonly string[], numbers: readonly string[]): Ticket {
  const words = names.map((n, i) => `${n}(电话${numbers[i] ?? ''})`).join('和')
  const reporter = {
    personId: null,
    identityId: 'identity-mei',
    name: names[0] ?? '',
    role: 'resident' as const,
  }
  const ticket = quarrel(town, {
    summary: `${words}吵架`,
    place: `${names[0]}家门口`,
    reporter,
    photos: ['p1'],
  })
  const added = { at: START.toISOString(), by: names[1] ?? '', text: `${words}又打起来了`, photos: ['p2'] }
  return { ...ticket, supplements: [added], result: `${words}说好了` }
}

/** Every card and notice as a group reads it, in both languages. */
function inGroups(ticket: Ticket, notices: readonly Notice[]): string {
  const said: unknown[] = []
  for (const locale of LOCALES) {
    const ctx: CardContext = {
      town,
      texts: texts[locale],
      clock: { now: minutesAfter(60), zone: 'Asia/Shanghai' },
      buttons: new ButtonMaker(new Uint8Array(32), 'group', ticket.id, START),
      department: ticket.department,
      joinedBy: null,
      photosWithCard: 10,
      inGroup: true,
      mediates: 'in_charge',
      mediationWords: new Map(['w1', 'w2', 'w3'].map((id) => [id, ticket.summary])),
    }
    for (const view of ['group', 'department', 'reporter', 'dispatcher', 'mediator'] as const)
      said.push(cardMessage(view, ticket, ctx))
    for (const notice of notices) said.push(noticeMessage(notice, ticket, ctx))
  }
  return JSON.stringify(said)
}

/** Every notice of a mediation, whatever comes about in a run; photos too, as if one had slipped in. */
const OF_MEDIATION = [
  'mediation_moved',
  'mediation_court',
  'mediation_ended',
  'round_due',
  'escalated_round',
  'visit_due',
  'result',
  'result_joined',
] as const satisfies readonly Notice['template'][]
const NOTICE = {
  to: { kind: 'source' as const },
  args: { from: 'village', level: 'town', rounds: 4, why: 'used_up', days: 5, planned: START.toISOString() },
  photos: ['paper'],
}

test('no name or phone of a party, and no photo, is on a card or in a notice of a group', {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 2, maxLength: 3 }),
      fc.array(phone, { minLength: 3, maxLength: 3 }),
      fc.array(
        happeningArb(
          town,
          fc.oneof(
            { weight: 3, arbitrary: mediationArb(town) },
            {
              weight: 1,
              arbitrary: commandArb(town).filter((c) => c.kind !== 'correct' && c.kind !== 'absorb'),
            },
          ),
        ),
        { minLength: 5, maxLength: 25, size: 'max' },
      ),
      (names, numbers, happenings) => {
        let ticket = told(names, numbers)
        let clock = START
        const secrets = [...names, ...numbers]
        const leaks = (notices: readonly Notice[]) => {
          const said = inGroups(ticket, notices)
          return secrets
            .filter((secret) => said.includes(secret))
            .concat(/"photos":\["/.test(said) ? ['photo'] : [])
        }
        expect(leaks([])).toEqual([])
        for (const happening of happenings) {
          const { command, actor, now } = concrete(happening, ticket, clock, town)
          const words = {
            ...command,
            ...('reason' in command || 'text' in command ? spoken(command, names) : {}),
          }
          const decision = decide(ticket, words as typeof command, { now, town, actor })
          clock = now
          if (!decision.ok) continue
          ticket = decision.ticket
          expect(leaks(decision.notices)).toEqual([])
        }
        expect(leaks(OF_MEDIATION.map((template) => ({ ...NOTICE, template })))).toEqual([])
      },
    ),
    { numRuns: 100 },
  )
})

/** Reasons and words as people give them, with the parties in them. */
function spoken(command: object, names: readonly string[]): object {
  const said = `${names.join('、')}不肯`
  return 'reason' in command ? { reason: said } : { text: said }
}
