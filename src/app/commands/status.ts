import { TZDate } from '@date-fns/tz'
import { startOfDay } from 'date-fns'
import { isConfidential, maySee } from '../../domain/access.ts'
import { isWithin, type Post } from '../../domain/area/town.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import { currentDue, type Status, statusOf } from '../../domain/ticket/status.ts'
import { clockOf } from '../context.ts'
import { actorOf, type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayArea, sayCategory, sayOwner, shortNumber } from '../names.ts'
import { sayDuration, sayTime } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'

/** Tickets named one by one; the rest are counted. */
const SHOWN = 8

/** `/status [area]`, 查一下本网格: what is open and overdue in the asker's area. */
export async function status(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const area = args ? named(intake, args) : ownArea(intake)
  if (!area)
    return reply(intake, texts.text(postsOf(intake).length === 0 ? 'status-not-allowed' : 'status-unbound'))
  await showStatus(intake, area, 'status_all')
}

function named({ view }: Intake, words: string): string | null {
  const text = words.replaceAll(/\s+/g, '')
  const found = view.town.areas.filter(
    (a) =>
      [a.code, a.name, ...a.aliases].includes(text) ||
      sayArea(view.town, a.code).replaceAll(' ', '') === text,
  )
  return found[0]?.code ?? null
}

/** A chief's own area, else the group's. */
function ownArea(intake: Intake): string | null {
  const { view, conversation } = intake
  const posts = postsOf(intake).filter(
    (p): p is Post & { area: string } => p.area !== null && p.role !== 'unit_chief',
  )
  const inGroup = posts.find(
    (p) => conversation.area !== null && isWithin(view.town, p.area, conversation.area),
  )
  const own = inGroup ?? posts[0] ?? postsOf(intake).find((p) => p.area !== null)
  return own?.area ?? conversation.area
}

/** Who may look: posts whose area covers it, its group's members for what the group has seen anyway. */
function mayLook(intake: Intake, area: string): boolean {
  const { view, conversation } = intake
  if (conversation.area !== null && isWithin(view.town, area, conversation.area)) return true
  return postsOf(intake).some((p) => {
    const place = p.area ?? view.town.departmentByCode.get(p.department ?? '')?.area
    return place !== undefined && place !== null && isWithin(view.town, area, place)
  })
}

export async function showStatus(intake: Intake, area: string, mode: string): Promise<void> {
  const { app, view, now, draft, conversation } = intake
  const texts = textsOf(intake)
  if (!view.town.areaByCode.has(area) || !mayLook(intake, area))
    return reply(intake, texts.text('status-not-allowed'))
  const actor = actorOf(intake)
  const inGroup = conversation.area !== null && isWithin(view.town, area, conversation.area)
  const all = await app.store.tickets({ kind: 'area', area }, view.town)
  const tickets = all.filter((t) =>
    // In a group nothing confidential is even counted, whoever asks (rule 8).
    conversation.type === 'group' && isConfidential(view.town, t.category)
      ? false
      : inGroup || maySee(t, actor, view.town),
  )
  const dayStart = startOfDay(new TZDate(now.getTime(), app.zone))
  const summary = statusOf(view.town, area, tickets, { now, dayStart: new Date(dayStart.getTime()) })
  const buttons = new ButtonMaker(app.secret, conversation.id, null, now)
  const message: Partial<OutgoingMessage> = {
    title: headline(intake, summary, area),
    lines: mode === 'status_units' ? unitLines(intake, summary) : ticketLines(intake, summary, mode),
    tone: 'plain',
    buttons:
      summary.open === 0
        ? []
        : [
            [
              buttons.action(texts.text('button-all'), 'status_all', { area }),
              buttons.action(texts.text('button-overdue'), 'status_overdue', { area }),
              buttons.action(texts.text('button-units'), 'status_units', { area }),
            ],
          ],
  }
  draft.addTokens(buttons.tokens)
  reply(intake, message)
}

function headline(intake: Intake, { open, overdue, resolvedToday }: Status, area: string): string {
  const texts = textsOf(intake)
  const args = { area: sayArea(intake.view.town, area), open, overdue, resolved: resolvedToday }
  return texts.text(open === 0 ? 'status-none' : 'status-head', args)
}

function ticketLines(intake: Intake, summary: Status, mode: string): string[] {
  const { view, app, now } = intake
  const texts = textsOf(intake)
  const list = mode === 'status_overdue' ? summary.worst.filter((w) => w.minutesOverdue > 0) : summary.worst
  const lines = list.slice(0, SHOWN).map(({ ticket, minutesOverdue }) => {
    const due = currentDue(ticket)
    const args = {
      short: shortNumber(ticket.number),
      category: sayCategory(view.town, ticket.category, texts),
      owner: sayOwner(view.town, ticket, texts),
      late: sayDuration(minutesOverdue, texts),
      due: due ? sayTime(due, texts, clockOf(app, now)) : '',
    }
    if (minutesOverdue > 0) return texts.text('status-line-overdue', args)
    return due
      ? texts.text('status-line', args)
      : texts.text('mine-line', { ...args, state: texts.text(`state-${ticket.state}`) })
  })
  return list.length > SHOWN ? [...lines, texts.text('status-more', { n: list.length - SHOWN })] : lines
}

function unitLines(intake: Intake, { below }: Status): string[] {
  const texts = textsOf(intake)
  return below
    .slice(0, 20)
    .map((b) => texts.text('status-unit', { area: b.name, open: b.open, overdue: b.overdue }))
}
