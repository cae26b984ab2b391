import { personName } from '../../domain/area/posts.ts'
import { dayOf, daysOn, localTime } from '../../domain/duty/local.ts'
import type { OnDuty } from '../../domain/duty/on-duty.ts'
import { asksSwap, type SwapWords, swapWords } from '../../domain/duty/words.ts'
import { clockOf } from '../context.ts'
import { handedTo, shiftsBy } from '../duty/own-shifts.ts'
import { colleagues, tellPerson } from '../duty/people.ts'
import { sayPost, saySpan } from '../duty/say.ts'
import { actorOf, type Intake, reply, textsOf } from '../intake/intake.ts'

/** Own turns shown to who asks how. */
const SHOWN = 6
const AHEAD_DAYS = 14

/** `/swap 8月3日 李四`, 8月3日的班和李四8月5日的换: asks another to stand an own turn, perhaps for one of theirs. */
export async function swap(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const { town } = intake.view
  const actor = actorOf(intake)
  const personId = actor.kind === 'account' ? actor.personId : null
  if (personId === null || actor.kind !== 'account' || actor.posts.length === 0)
    return reply(intake, texts.text('swap-not-allowed'))
  const now = localTime(town, intake.now)
  const words = asksSwap(args) ? null : swapWords(args, now, true)
  if (!words) return how(intake, personId)
  const others = colleagues(town, personId, words.other)
  const [other] = others
  if (!other || others.length > 1)
    return reply(
      intake,
      texts.text(other ? 'away-many-deputies' : 'away-no-such-deputy', { name: words.other }),
    )
  const own = shiftsBy(town, personId, words.own.from, words.own.to).filter((t) => t.shift.start > now)
  if (own.length === 0) return how(intake, personId)
  const theirs = words.theirs
    ? shiftsBy(town, other.id, words.theirs.from, words.theirs.to).filter((t) => t.shift.start > now)
    : []
  if (words.theirs && theirs.length === 0)
    return reply(intake, texts.text('swap-none-of-theirs', { name: other.name, span: spanOf(intake, words) }))
  await ask(intake, { personId, other: other.id, own, theirs })
}

function spanOf(intake: Intake, { theirs, own }: SwapWords): string {
  const { view, app, now } = intake
  return saySpan(view.town, theirs ?? own, textsOf(intake), clockOf(app, now))
}

/** What turns there are, and how to ask. */
function how(intake: Intake, personId: string): void {
  const { view, app, now } = intake
  const texts = textsOf(intake)
  const local = localTime(view.town, now)
  const turns = shiftsBy(view.town, personId, local, daysOn(dayOf(local), AHEAD_DAYS))
  const lines = turns.slice(0, SHOWN).map(({ shift }) =>
    texts.text('duty-turn', {
      when: saySpan(view.town, { from: shift.start, to: shift.end }, texts, clockOf(app, now)),
      name: sayPost(view.town, postOf(shift.roster)),
    }),
  )
  reply(intake, { lines: [texts.text(lines.length > 0 ? 'swap-how' : 'swap-no-turns'), ...lines] })
}

function postOf({ department, area }: { department: string | null; area: string | null }) {
  return department === null ? { area: area ?? '' } : { department }
}

async function ask(
  intake: Intake,
  { personId, other, own, theirs }: { personId: string; other: string; own: OnDuty[]; theirs: OnDuty[] },
): Promise<void> {
  const { app, view, draft, now, identity } = intake
  const { town } = view
  const id = app.newId()
  const shifts = [...own.map((t) => handedTo(t, other)), ...theirs.map((t) => handedTo(t, personId))]
  const name = personName(town, personId)
  const heard = await tellPerson(intake, other, ({ texts, clock, buttons }) => {
    const spans = (list: OnDuty[]) =>
      list
        .map(({ shift }) => saySpan(town, { from: shift.start, to: shift.end }, texts, clock))
        .join(texts.text('list-separator'))
    return {
      text: texts.text('swap-ask', {
        name,
        other: personName(town, other),
        span: spans(own),
        back: spans(theirs) || 'none',
      }),
      buttons: [
        [
          buttons.action(texts.text('button-swap-yes'), 'swap_yes', { swap: id }),
          buttons.action(texts.text('button-swap-no'), 'swap_no', { swap: id }),
        ],
      ],
    }
  })
  const texts = textsOf(intake)
  const otherName = personName(town, other)
  if (!heard) return reply(intake, texts.text('swap-unreachable', { name: otherName }))
  const row = { id, asker: personId, other, shifts, state: 'asked', askedAt: now, decidedAt: null } as const
  draft.write.duty.swaps.push({ swap: row, before: null })
  draft.write.audit.push({ actor: identity.id, action: 'duty.swap.ask', target: id, data: {} })
  reply(intake, texts.text('swap-asked', { name: otherName }))
}
