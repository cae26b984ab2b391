import { mayCorrect } from '../../domain/access.ts'
import type { Actor, Command } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { maskText } from '../../lib/mask.ts'
import { maskNames } from '../../lib/mask-names.ts'
import type { App, TownView } from '../context.ts'
import type { NewExample, ReadAs } from '../store-port/readings.ts'
import type { Draft } from '../tickets/draft.ts'

/** Who teaches, and what the example is kept with. */
interface Lesson {
  app: App
  view: TownView
  draft: Draft
  now: Date
  actor: Actor
}

/** Longest text kept of a report, characters. */
const LONGEST = 600
/** A reason that says there was nothing to report, and not that others should deal with it. */
const NO_REPORT =
  /不是(?:上报|报事|隐患|事件|诉求|反映问题)|不算(?:上报|隐患|事件)|没有?(?:这|此)回?事|误报|闲聊|聊天|开?玩笑|演练|转发|广告|测试|试一下|not a report|small talk/i

const readAs = ({ category, urgency, area }: Ticket): ReadAs => ({ category, urgency, area })

/**
 * What a command says of how the report was read: a correction by hand, 不是隐患 from somebody who answers for the area
 * and did not report it, and as a confirmation the word that it is settled. null when it says nothing of it.
 */
function shown(
  { actor, view }: Lesson,
  before: Ticket,
  command: Command,
  after: Ticket,
): Pick<NewExample, 'kind' | 'right'> | null {
  switch (command.kind) {
    case 'correct':
      return command.byHand ? { kind: 'correction', right: readAs(after) } : null
    case 'confirm':
      return { kind: 'confirmation', right: readAs(after) }
    case 'withdraw':
    case 'reject': {
      const own = actor.kind === 'account' && before.reporter.identityId === actor.identityId
      const says = NO_REPORT.test(command.reason) || (command.kind === 'withdraw' && command.reason === '')
      return !own && says && mayCorrect(before, actor, view.town) ? { kind: 'correction', right: null } : null
    }
    default:
      return null
  }
}

/** Keeps what a command that changed the ticket teaches, together with all else that follows from it. */
export async function teach(lesson: Lesson, before: Ticket, command: Command, after: Ticket): Promise<void> {
  const { app, view, draft, now, actor } = lesson
  const example = shown(lesson, before, command, after)
  if (!example || actor.kind !== 'account') return
  const words = (await app.store.reportWords(before)) ?? before.summary
  const names = [before.reporter.name, ...view.town.people.map((person) => person.name)]
  draft.write.examples.push({
    ...example,
    ticketId: before.id,
    text: [...maskNames(maskText(words), names)].slice(0, LONGEST).join(''),
    hadPhoto: before.photosBefore.length > 0,
    read: readAs(before),
    by: actor.identityId,
    at: now,
  })
}
