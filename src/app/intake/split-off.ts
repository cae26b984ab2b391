import { decide } from '../../domain/ticket/decide.ts'
import type { Refusal } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { villageOf } from '../names.ts'
import { actorOf, execute, type Intake } from './intake.ts'
import { reasonIn } from './order-command.ts'
import { makeNumber } from './ticket-number.ts'

/** 第2张, 第1、3张照片: which photos of the ticket go along, counted from 1. */
const PHOTOS = /第?([\d、,\uFF0C和]{1,20})张(?:照片|图片?)?[\s,\uFF0C:\uFF1A]*/

function photosNamed(ticket: Ticket, words: string): { photos: string[]; text: string } {
  const found = PHOTOS.exec(words)
  if (!found) return { photos: [], text: reasonIn(words) }
  const numbers = (found[1] ?? '').split(/\D+/).map(Number)
  const photos = numbers.flatMap((n) => ticket.photosBefore[n - 1] ?? [])
  return { photos, text: reasonIn(words.replace(found[0], '')) }
}

/**
 * 拆出来: another matter of a ticket becomes one of its own, read from the words that tell it, with the photos named and
 * those sent along. Both change in one write or not at all.
 */
export async function splitOff(
  intake: Intake,
  ticket: Ticket,
  words: string,
  sent: readonly string[],
): Promise<{ ok: true; ticket: Ticket } | { ok: false; refusal: Refusal }> {
  const { app, view, now } = intake
  const { photos, text } = photosNamed(ticket, words)
  const made = { id: app.newId(), number: '' }
  // Rights and state first: a number is not spent on what is refused.
  const probe = decide(
    ticket,
    { kind: 'split', into: made, photos, text },
    { now, town: view.town, actor: actorOf(intake) },
  )
  if (!probe.ok) return probe
  const into = { ...made, number: await makeNumber(app, view.town.letters, now) }
  const done = await execute(intake, ticket, { kind: 'split', into, photos, text })
  if (!done.ok) return done
  const { incidents, judged, place } = view.read(
    {
      text,
      hasPhoto: photos.length + sent.length > 0,
      at: now,
      conversation: { kind: 'group', area: villageOf(view.town, ticket.area) },
      sender: { role: ticket.reporter.role, area: ticket.area },
    },
    { recent: [], open: [] },
  )
  const [incident] = incidents
  const [likely] = [...judged.leaves.keys()]
  const told = place.source === 'text' ? { area: place.area, place: place.words } : null
  const opened = await execute(intake, null, {
    kind: 'open',
    ...into,
    category: incident?.category ?? likely ?? ticket.category,
    urgency: incident?.urgency ?? 'normal',
    area: told?.area ?? ticket.area,
    place: told?.place ?? ticket.place,
    ...(ticket.placeTold === undefined ? {} : { placeTold: ticket.placeTold }),
    point: ticket.point,
    summary: text,
    ...(incident && incident.stakes.length > 0 ? { stakes: incident.stakes } : {}),
    reporter: ticket.reporter,
    source: ticket.source,
    photos: [...photos, ...sent],
    splitFrom: { id: ticket.id, number: ticket.number },
    missing: ticket.state === 'needs_info' && !told ? 'place' : null,
  })
  return opened.ok ? { ok: true, ticket: done.ticket } : { ok: false, refusal: opened.refusal }
}
