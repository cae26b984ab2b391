import { personName } from '../../domain/area/posts.ts'
import type { Swap, Town } from '../../domain/area/town.ts'
import { daysOn, localTime } from '../../domain/duty/local.ts'
import { shiftsOf } from '../../domain/duty/shifts.ts'
import { actorOf, type Intake, reply, textsOf } from '../intake/intake.ts'
import type { SwapRow } from '../store-port/duty.ts'
import type { Texts } from '../texts/index.ts'
import type { Clock } from '../texts/time.ts'
import { shiftsBy } from './own-shifts.ts'
import { leadsOver, tellPerson } from './people.ts'
import { saySpan } from './say.ts'

/** The other's answer, by button: only that person's counts, and only before the first of the turns begins. */
export async function answerSwap(intake: Intake, id: string, yes: boolean): Promise<string> {
  const { app, view, draft, now, identity } = intake
  const texts = textsOf(intake)
  const { town } = view
  const asked = await app.store.swap(id)
  const actor = actorOf(intake)
  if (!asked) return texts.text('refuse-button')
  const name = personName(town, asked.other)
  if (actor.kind !== 'account' || actor.personId !== asked.other)
    return texts.text('swap-not-yours', { name })
  if (asked.state !== 'asked') return texts.text('swap-answered')
  if (yes && !stillStands(town, asked, localTime(town, now))) return texts.text('swap-too-late')
  const state = yes ? 'agreed' : 'refused'
  draft.write.duty.swaps.push({ swap: { ...asked, state, decidedAt: now }, before: 'asked' })
  draft.write.audit.push({ actor: identity.id, action: `duty.swap.${state}`, target: id, data: {} })
  const say = (key: string) => (wording: { texts: Texts; clock: Clock }) => ({
    text: wording.texts.text(key, {
      name: personName(town, asked.asker),
      other: name,
      span: spans(town, asked.shifts, asked.other, wording),
      back: spans(town, asked.shifts, asked.asker, wording) || 'none',
    }),
  })
  await tellPerson(intake, asked.asker, say(yes ? 'swap-agreed' : 'swap-refused'))
  if (!yes) return texts.text('swap-noted-no')
  const own = say('swap-agreed')({ texts, clock: { now, zone: app.zone } })
  reply(intake, own.text)
  const leads = new Set([...leadsOver(town, asked.asker), ...leadsOver(town, asked.other)])
  for (const lead of leads)
    if (lead !== asked.asker && lead !== asked.other) await tellPerson(intake, lead, say('swap-agreed'))
  return texts.text('swap-noted-yes')
}

/** True when every turn lies ahead and is still that of who gives it. */
function stillStands(town: Town, { shifts, asker, other }: SwapRow, now: string): boolean {
  return shifts.every(({ roster, start, by }) => {
    const giver = by === other ? asker : other
    const stands = shiftsBy(town, giver, start, daysOn(start, 1))
    return start > now && stands.some((t) => t.shift.roster.id === roster && t.shift.start === start)
  })
}

function spans(
  town: Town,
  shifts: readonly Omit<Swap, 'id'>[],
  by: string,
  { texts, clock }: { texts: Texts; clock: Clock },
): string {
  const said = shifts.flatMap(({ roster, start, by: who }) => {
    const row = town.duty.rosters.find((r) => r.id === roster)
    const shift = row && shiftsOf(row, start, daysOn(start, 1)).find((s) => s.start === start)
    return who === by && shift ? [saySpan(town, { from: shift.start, to: shift.end }, texts, clock)] : []
  })
  return said.join(texts.text('list-separator'))
}
