import { isConfidential, isShielded, may, maySee, sidesOf } from '../../domain/access.ts'
import type { Actor } from '../../domain/ticket/decision.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import { type App, clockOf, type TownView } from '../context.ts'
import type { LiveView } from '../store-port/cards.ts'
import { type Locale, localeOf } from '../texts/index.ts'
import { sayTime } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'
import { cardMessage } from '../tickets/cards.ts'
import { historyLines, noteLines, type Reader } from '../tickets/history-lines.ts'
import { isQuiet } from '../tickets/secrecy.ts'
import { readPrintToken } from './print-token.ts'

/** Photos on a page, and the largest that is put on it, bytes. */
const PHOTOS = 4
const PHOTO_BYTES = 4_000_000

/** A ticket on one page, in plain text; the edge escapes and lays it out. */
export interface PrintPage {
  locale: Locale
  town: string
  number: string
  title: string
  lines: string[]
  heads: { steps: string; notes: string; photos: string; signed: string }
  steps: string[]
  notes: string[]
  photos: { mime: string; bytes: Uint8Array }[]
  foot: string
}

/**
 * The page behind a link. What it shows is looked up anew: whoever lost the post, or the sight of what became
 * confidential, gets null, as for a link that is over.
 */
export async function printPage(app: App, token: string): Promise<PrintPage | null> {
  const now = app.now()
  const claims = readPrintToken(token, app.secret, now)
  const view = claims && (await app.town())
  const ticket = view && (await app.store.ticket(claims.ticketId))
  if (!ticket) return null
  const identity =
    claims.viewer.kind === 'account' ? await app.store.identity(claims.viewer.identityId) : null
  if (claims.viewer.kind === 'account' && !identity) return null
  const personId = identity?.personId ?? null
  const actor: Actor = {
    kind: 'account',
    identityId: identity?.id ?? '',
    personId,
    name: '',
    posts: view.town.postsByPerson.get(personId ?? '') ?? [],
  }
  const reader: Reader = { actor, inGroup: identity === null }
  const hidden = reader.inGroup
    ? isConfidential(view.town, ticket.category)
    : !maySee(ticket, actor, view.town)
  if (hidden) return null
  return page(app, view, ticket, reader, localeOf(identity?.language ?? null))
}

async function page(
  app: App,
  view: TownView,
  ticket: Ticket,
  reader: Reader,
  locale: Locale,
): Promise<PrintPage> {
  const { town } = view
  const texts = view.texts[locale]
  const now = app.now()
  const clock = clockOf(app, now)
  const card = cardMessage(viewOf(ticket, reader, view), ticket, {
    town,
    texts,
    clock,
    buttons: new ButtonMaker(app.secret, '', ticket.id, now),
    department: null,
    joinedBy: null,
    photosWithCard: 0,
    inGroup: reader.inGroup,
  })
  const own = !reader.inGroup && sidesOf(ticket, reader.actor, town).has('reporter')
  const said =
    own && !may('note', ticket, reader.actor, town)
      ? [texts.text('print-said', { text: ticket.summary })]
      : []
  const ctx = { town, texts, clock }
  const history = await app.store.history(ticket.id)
  return {
    locale,
    town: town.name,
    number: ticket.number,
    title: card.title ?? '',
    lines: [...card.lines, ...said],
    heads: {
      steps: texts.text('print-steps'),
      notes: texts.text('print-notes'),
      photos: texts.text('print-photos'),
      signed: texts.text('print-signed'),
    },
    steps: historyLines(ticket, history, reader, ctx),
    notes: noteLines(ticket, reader, ctx),
    photos: isQuiet(ticket, reader.inGroup) ? [] : await photosOf(app, ticket),
    foot: texts.text('print-foot', { time: sayTime(now, texts, clock) }),
  }
}

/** As its card reads for them: everything for those it concerns by their post, else what the reporter's card says. */
function viewOf(ticket: Ticket, { actor, inGroup }: Reader, { town }: TownView): LiveView {
  if (inGroup) return 'group'
  const sides = [...sidesOf(ticket, actor, town)]
  if (sides.every((side) => ['anyone', 'reporter', 'joined'].includes(side))) return 'reporter'
  return isShielded(ticket, actor, town) ? 'department' : 'dispatcher'
}

async function photosOf(app: App, ticket: Ticket): Promise<PrintPage['photos']> {
  const hashes = [...ticket.photosBefore.slice(0, PHOTOS / 2), ...ticket.photosAfter.slice(0, PHOTOS / 2)]
  const stored = await Promise.all(hashes.map((hash) => app.media.get(hash)))
  return stored.flatMap((photo) =>
    photo && photo.bytes.length <= PHOTO_BYTES ? [{ mime: photo.mime, bytes: photo.bytes }] : [],
  )
}
