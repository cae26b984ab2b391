import { personName } from '../../domain/area/posts.ts'
import type { LocalTime } from '../../domain/area/town.ts'
import { localTime } from '../../domain/duty/local.ts'
import { isAway, standIn } from '../../domain/duty/stand-in.ts'
import { type AwayWords, awayWords, saysBack } from '../../domain/duty/words.ts'
import { clockOf } from '../context.ts'
import { colleagues, leadsOver, tellPerson } from '../duty/people.ts'
import { saySpan } from '../duty/say.ts'
import { actorOf, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'

/** Absences of more than this are told to the people who keep people.csv. */
const MOST_DAYS = 92

/** `/away 8月3日到5日 由张三代`, 我明天请假，李四代, 我回来了: the own absence, of whoever holds a post. */
export async function away(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const { town } = intake.view
  const actor = actorOf(intake)
  const personId = actor.kind === 'account' ? actor.personId : null
  if (personId === null || postsOf(intake).length === 0) return reply(intake, texts.text('away-not-allowed'))
  const now = localTime(town, intake.now)
  if (saysBack(args) || /^(?:end|back|cancel|取消|结束)$/i.test(args)) return back(intake, personId, now)
  const words = awayWords(args, now, true)
  if (!words) return reply(intake, texts.text('away-how'))
  if (daysOf(words) > MOST_DAYS) return reply(intake, texts.text('away-long', { n: MOST_DAYS }))
  const deputy = deputyOf(intake, personId, words)
  if (deputy === false) return
  await leave(intake, personId, words, deputy)
}

function daysOf({ span }: AwayWords): number {
  return (Date.parse(`${span.to}Z`) - Date.parse(`${span.from}Z`)) / 86_400_000
}

/** The deputy meant, null for none; false, with an answer, when it cannot be told or may not be. */
function deputyOf(intake: Intake, personId: string, { deputy }: AwayWords): string | null | false {
  if (deputy === null) return null
  const found = colleagues(intake.view.town, personId, deputy)
  if (found.length === 1 && found[0]) return found[0].id
  reply(
    intake,
    textsOf(intake).text(found.length === 0 ? 'away-no-such-deputy' : 'away-many-deputies', { name: deputy }),
  )
  return false
}

async function leave(
  intake: Intake,
  personId: string,
  { span }: AwayWords,
  deputy: string | null,
): Promise<void> {
  const { app, view, draft, now, identity } = intake
  const { town } = view
  const texts = textsOf(intake)
  draft.write.duty.absences.push({ id: app.newId(), personId, ...span, deputy })
  draft.write.audit.push({
    actor: identity.id,
    action: 'duty.away',
    target: personId,
    data: { ...span, deputy },
  })
  const name = personName(town, personId)
  const deputyName = personName(town, deputy) || 'none'
  const told: string[] = []
  if (deputy !== null) {
    const heard = await tellPerson(intake, deputy, ({ texts: theirs, clock }) => ({
      text: theirs.text('away-deputy', {
        name,
        deputy: deputyName,
        span: saySpan(town, span, theirs, clock),
      }),
    }))
    if (heard) told.push(deputyName)
  }
  for (const lead of leadsOver(town, personId)) {
    if (lead === deputy) continue
    const heard = await tellPerson(intake, lead, ({ texts: theirs, clock }) => ({
      text: theirs.text('away-lead', { name, deputy: deputyName, span: saySpan(town, span, theirs, clock) }),
    }))
    if (heard) told.push(personName(town, lead))
  }
  const unsure =
    deputy !== null && (standIn(town, deputy, span.from) === null || isAway(town, deputy, span.from))
  const lines = [
    texts.text('away-done', {
      span: saySpan(town, span, texts, clockOf(app, now)),
      deputy: deputyName,
      list: told.join(texts.text('list-separator')) || 'none',
    }),
    ...(unsure ? [texts.text('away-deputy-away', { name: deputyName })] : []),
  ]
  reply(intake, { lines })
}

function back(intake: Intake, personId: string, now: LocalTime): void {
  const { draft, view, identity } = intake
  const texts = textsOf(intake)
  const open = view.town.duty.absences.some((a) => a.personId === personId && a.to > now)
  if (!open) return reply(intake, texts.text('back-none'))
  draft.write.duty.backs.push({ personId, at: now })
  draft.write.audit.push({ actor: identity.id, action: 'duty.back', target: personId, data: {} })
  reply(intake, texts.text('back-done'))
}
