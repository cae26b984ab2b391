import type { Scope } from '../../domain/report/report.ts'
import { minutesOverdue, worstFirst } from '../../domain/ticket/status.ts'
import { type Intake, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayArea } from '../names.ts'
import { ticketLine } from './lines.ts'
import { type Place, placeOf, tellPage } from './pages.ts'
import { mayLook, namedArea, ownScope, seenTickets } from './scope.ts'

/** `/overdue [area]`, 还有几个超期: what is past its deadline where the asker may look, the worst first. */
export async function overdue(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  const scope = args ? areaScope(namedArea(intake, args)) : ownScope(intake)
  if (!scope)
    return reply(intake, texts.text(postsOf(intake).length === 0 ? 'status-not-allowed' : 'status-unbound'))
  await tellOverdue(intake, scope, { cardId: null, page: 0 })
}

/** A page of that list. The presser's own rights count, not those of whoever asked first. */
export async function turnOverdue(intake: Intake, args: Record<string, string>): Promise<void> {
  const scope: Scope = args['department']
    ? { kind: 'department', department: args['department'] }
    : { kind: 'area', area: args['area'] ?? '' }
  await tellOverdue(intake, scope, placeOf(args))
}

function areaScope(area: string | null): Scope | null {
  return area === null ? null : { kind: 'area', area }
}

async function tellOverdue(intake: Intake, scope: Scope, place: Place): Promise<void> {
  const { app, view, now } = intake
  const texts = textsOf(intake)
  if (!mayLook(intake, scope)) return reply(intake, texts.text('status-not-allowed'))
  const open = await seenTickets(intake, scope, now)
  const late = open.filter((t) => minutesOverdue(t, now) > 0).sort(worstFirst(now))
  const area = sayScope(intake, scope)
  if (late.length === 0 && place.cardId === null)
    return reply(intake, texts.text('overdue-none', { area, open: open.length }))
  const list = {
    title: texts.text(late.length === 0 ? 'overdue-none' : 'overdue-head', {
      area,
      open: open.length,
      overdue: late.length,
    }),
    lines: late.map((ticket) => ticketLine({ app, view, now, texts }, ticket)),
    action: 'list_overdue' as const,
    args: scope.kind === 'area' ? { area: scope.area } : { department: scope.department },
  }
  tellPage(intake, list, place)
}

/** What people call it: 东沁村 3网格, 供电所. */
export function sayScope({ view }: Pick<Intake, 'view'>, scope: Scope): string {
  if (scope.kind === 'area') return sayArea(view.town, scope.area)
  return view.town.departmentByCode.get(scope.department)?.name ?? scope.department
}
