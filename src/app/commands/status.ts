import { TZDate } from '@date-fns/tz'
import { startOfDay } from 'date-fns'
import type { OutgoingMessage } from '../../domain/message.ts'
import { type Status, statusOf } from '../../domain/ticket/status.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayArea } from '../names.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { ticketLine } from './lines.ts'
import { mayLook, namedArea, ownArea, seenTickets } from './scope.ts'

/** Tickets named one by one; the rest are counted. */
const SHOWN = 8

/** `/status [area]`, 查一下本网格: what is open and overdue in the asker's area. */
export async function status(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const area = args ? namedArea(intake, args) : ownArea(intake)
  if (!area)
    return reply(intake, texts.text(postsOf(intake).length === 0 ? 'status-not-allowed' : 'status-unbound'))
  await showStatus(intake, area, 'status_all')
}

export async function showStatus(intake: Intake, area: string, mode: string): Promise<void> {
  const { app, view, now, draft, conversation } = intake
  const texts = textsOf(intake)
  if (!view.town.areaByCode.has(area) || !mayLook(intake, { kind: 'area', area }))
    return reply(intake, texts.text('status-not-allowed'))
  const dayStart = new Date(startOfDay(new TZDate(now.getTime(), app.zone)).getTime())
  const tickets = await seenTickets(intake, { kind: 'area', area }, dayStart)
  const summary = statusOf(view.town, area, tickets, { now, dayStart })
  const buttons = new ButtonMaker(app.secret, conversation.id, null, now)
  const message: Partial<OutgoingMessage> = {
    title: headline(intake, summary, area),
    lines: mode === 'status_units' ? unitLines(intake, summary) : ticketLines(intake, summary),
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

function ticketLines(intake: Intake, summary: Status): string[] {
  const { view, app, now } = intake
  const texts = textsOf(intake)
  const list = summary.worst
  const lines = list.slice(0, SHOWN).map(({ ticket }) => ticketLine({ app, view, now, texts }, ticket))
  return list.length > SHOWN ? [...lines, texts.text('status-more', { n: list.length - SHOWN })] : lines
}

function unitLines(intake: Intake, { below }: Status): string[] {
  const texts = textsOf(intake)
  return below
    .slice(0, 20)
    .map((b) => texts.text('status-unit', { area: b.name, open: b.open, overdue: b.overdue }))
}
