import { isConfidential } from '../../domain/access.ts'
import { lineage, type Town } from '../../domain/area/town.ts'
import type { OutgoingMessage } from '../../domain/message.ts'
import type { Notice } from '../../domain/ticket/decision.ts'
import { RATINGS, type Ticket } from '../../domain/ticket/types.ts'
import { mediationNotice, settledNotice } from '../mediation/notice-words.ts'
import { sayCategory, sayOwner, shortNumber } from '../names.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayDuration, sayTime } from '../texts/time.ts'
import { sayPartResults } from '../whistle/say-parts.ts'
import type { ButtonMaker } from './buttons.ts'
import { placeChoices } from './card-buttons.ts'
import { isQuiet, sayAuthor, sayWhere, sayWords, withoutReporter } from './secrecy.ts'

export interface NoticeContext {
  town: Town
  texts: Texts
  clock: Clock
  buttons: ButtonMaker
  inGroup: boolean
}

/** What is said besides the cards, in the words of the texts. */
export function noticeMessage(notice: Notice, ticket: Ticket, ctx: NoticeContext): OutgoingMessage {
  const message: OutgoingMessage = {
    lines: [words(notice, ticket, ctx), ...reasons(notice, ctx)],
    tone: 'plain',
    photos: isQuiet(ticket, ctx.inGroup) ? [] : (notice.photos ?? []),
    buttons: [],
  }
  const { texts, buttons, town } = ctx
  if (notice.template === 'result') {
    message.buttons = [
      [
        buttons.action(texts.text('button-confirm'), 'confirm'),
        buttons.action(texts.text('button-dispute'), 'dispute'),
      ],
    ]
  }
  if (notice.template === 'result_joined')
    message.buttons = [[buttons.action(texts.text('button-dispute'), 'dispute')]]
  if (notice.template === 'extension_asked') {
    message.buttons = [
      [
        buttons.action(texts.text('button-grant_extension'), 'grant_extension'),
        buttons.action(texts.text('button-deny_extension'), 'deny_extension'),
      ],
    ]
  }
  if (notice.template === 'suspended' && notice.args['to'] === 'dispatcher')
    message.buttons = [[buttons.action(texts.text('button-resume'), 'resume')]]
  if (notice.template === 'ask_rating')
    message.buttons = [
      RATINGS.map((value) => buttons.action(texts.text(`rating-${value}`), 'rate', { value })),
    ]
  if (notice.template === 'ask_recheck')
    message.buttons = [
      [
        buttons.action(texts.text('button-still-fixed'), 'still_fixed'),
        buttons.action(texts.text('button-broken-again'), 'dispute'),
      ],
    ]
  if (notice.template === 'excuse_asked')
    message.buttons = [
      [
        buttons.action(texts.text('button-grant-excuse'), 'grant_excuse'),
        buttons.action(texts.text('button-deny-excuse'), 'deny_excuse'),
      ],
    ]
  if (notice.template === 'ask_place') {
    const choices = likelyAreas(town, ticket.area)
    message.buttons = [
      ...placeChoices(town, choices, buttons, texts),
      ...(ctx.inGroup ? [] : [[{ kind: 'location' as const, label: texts.text('button-location') }]]),
    ]
  }
  const { template } = notice
  if (template === 'result' || template === 'result_joined')
    message.lines.push(...sayPartResults(ticket, ctx))
  if (template.startsWith('escalated') || template === 'idle' || template === 'not_fixed_informed')
    message.tone = ticket.urgency
  return message
}

/**
 * Few enough to choose from with a thumb: the areas below the place that is known, when they are not too many.
 * A district with one town, a town with one village tells nothing: the next level with a choice does.
 */
function likelyAreas(town: Town, area: string): string[] {
  let from = area
  let below = town.childrenOf.get(from) ?? []
  while (below.length === 1 && below[0]) {
    from = below[0].code
    below = town.childrenOf.get(from) ?? []
  }
  if (below.length > 1 && below.length <= 8) return below.map((a) => a.code)
  return area === town.top ? [] : [area]
}

/** They know the reporter of a confidential matter, or are the reporter. */
const TOLD_WHO: readonly Notice['to']['kind'][] = ['source', 'reporter', 'dispatcher']

function words(notice: Notice, ticket: Ticket, { town, texts, clock, inGroup }: NoticeContext): string {
  const { args, template } = notice
  const say = (key: string, more: Record<string, string | number> = {}): string =>
    texts.text(key, { ...common, ...more })
  const value = (name: string): string => String(args[name] ?? '')
  const time = (name: string): string => (value(name) ? sayTime(value(name), texts, clock) : '')
  /** Sentences of the texts end by themselves. */
  const told = (text: string): string =>
    sayWords(shielded ? withoutReporter(text, ticket) : text, ticket, { texts, inGroup })
      .trim()
      .replace(/[。.]+$/, '')
  const at = (name: string): string => (value(name) ? sayTime(value(name), texts, clock) : '')
  // Those who deal with a confidential matter do not learn who reported it.
  const shielded = isConfidential(town, ticket.category) && !TOLD_WHO.includes(notice.to.kind)
  const author = (): string =>
    shielded && value('by') === ticket.reporter.name
      ? texts.text('reporter-shielded')
      : sayAuthor(value('by'), town)
  const raised = () => (value('raised') ? texts.text(`urgency-${value('raised')}`) : 'none')
  const common = {
    short: shortNumber(ticket.number),
    category: sayCategory(town, ticket.category, texts),
    place: sayWhere(ticket, { town, inGroup }),
    department: town.departmentByCode.get(ticket.department ?? '')?.name ?? texts.text('role-dispatcher'),
    who: sayOwner(town, ticket, texts),
    resolve: ticket.resolveDue ? sayTime(ticket.resolveDue, texts, clock) : '',
  }
  switch (template) {
    case 'ask_place':
      return likelyAreas(town, ticket.area).length === 1
        ? say('ask-place', { area: lineage(town, ticket.area)[0]?.name ?? '' })
        : say('ask-place-open')
    case 'result':
      if (ticket.mediation?.outcome === 'settled') return settledNotice(ticket, say, texts, clock, false)
      return say('result-group', {
        result: told(ticket.result ?? ''),
        who: called(ticket, { town, inGroup }),
      })
    case 'result_joined':
      if (ticket.mediation?.outcome === 'settled') return settledNotice(ticket, say, texts, clock, true)
      return say('result-joined', { result: told(ticket.result ?? '') })
    case 'ended':
      return say(value('state') === 'closed' ? 'ended-closed' : 'ended-withdrawn')
    case 'joined': {
      const text = told(value('text')) || 'none'
      return say('joined-more', {
        who: author() || 'none',
        n: value('count'),
        text,
        urgency: raised(),
      })
    }
    case 'merged':
      return say('merged-into', { into: shortNumber(value('into')) })
    case 'not_fixed':
      return say('not-fixed', { informed: args['informed'] === 'no' ? 'no' : 'yes' })
    case 'not_fixed_informed':
      return say('not-fixed-informed')
    case 'not_fixed_handler':
      return say('not-fixed-handler', { text: told(value('text')) || 'none' })
    case 'warn_accept':
    case 'warn_resolve':
      return say(template === 'warn_resolve' ? 'warn-resolve' : ticket.part ? 'warn-arrive' : 'warn-accept', {
        left: sayDuration(Number(args['minutesLeft'] ?? 0), texts),
      })
    case 'warn_update':
      return say('warn-update', { due: time('dueAt') })
    case 'escalated_accept':
    case 'escalated_resolve':
    case 'idle':
      return escalated(notice, ticket, say, texts, clock)
    case 'called_out':
      return ''
    case 'escalated_update':
      return say('escalated-update', {
        since: time('since'),
        informed: value('role') ? 'yes' : 'no',
        role: roleOf(value('role'), texts),
        name: sayTold(args, texts),
      })
    case 'stage_due':
      return say('stage-due', {
        stage: value('stage'),
        due: time('dueAt'),
        next: value('next') || 'none',
        nextDue: time('nextDueAt'),
      })
    case 'returned':
      return say('returned', { reason: told(value('reason')), department: value('department') })
    case 'rejected':
      return say('rejected', { reason: told(value('reason')) })
    case 'supplied':
      return value('text')
        ? say('supplied', { who: author(), text: told(value('text')), urgency: raised() })
        : say('supplied-photos', { who: author(), n: notice.photos?.length ?? 0 })
    case 'urged':
      return say('urged', { who: author() })
    case 'undispatched':
      return say(value('why') === 'place' ? 'undispatched-place' : 'undispatched-nobody')
    case 'extension_asked':
      return say('extension-asked', { who: value('by'), until: at('until'), reason: told(value('reason')) })
    case 'extension_granted':
      return say('extension-granted', { who: value('by') || 'none', until: at('until') })
    case 'extension_denied':
      return say('extension-denied', { who: value('by') || 'none', reason: told(value('reason')) })
    case 'suspended':
      return say(value('to') === 'dispatcher' ? 'suspended-dispatcher' : 'suspended-told', {
        by: value('by') || 'none',
        until: at('until'),
        reason: told(value('reason')),
      })
    case 'resumed':
      return say('resumed', { by: value('by') || 'none' })
    case 'reopened':
      return say('reopened', { reason: told(value('reason')) })
    case 'reopened_handler':
      return say('reopened-handler', { reason: told(value('reason')) })
    case 'split':
      return say('split-told', { into: shortNumber(value('into')), text: told(value('text')) })
    case 'assigned':
      return say('assigned', {
        name: value('person'),
        by: value('by') || 'none',
        accept: ticket.acceptDue ? sayTime(ticket.acceptDue, texts, clock) : '',
      })
    case 'followed': {
      const key = `followed-${value('event')}`
      return say(texts.has(key) ? key : 'followed-state', {
        state: texts.text(`state-${ticket.state}`),
        until: ticket.hold ? sayTime(ticket.hold.until, texts, clock) : '',
      })
    }
    case 'ask_rating':
      return say('ask-rating', { who: called(ticket, { town, inGroup }) })
    case 'ask_recheck':
      return say('ask-recheck', { who: called(ticket, { town, inGroup }) })
    case 'rated_bad':
      return say('rated-bad', { text: told(value('text')) })
    case 'excuse_asked':
      return say('excuse-asked', { department: value('department'), reason: told(value('reason')) })
    case 'excuse_granted':
      return say('excuse-granted')
    case 'excuse_denied':
      return say('excuse-denied', { reason: told(value('reason')) })
    case 'mediation_moved':
    case 'mediation_court':
    case 'mediation_ended':
    case 'round_due':
    case 'escalated_round':
    case 'visit_due':
      return mediationNotice(notice, ticket, say, { town, texts, clock })
    case 'called_off': {
      const key = `called-off-${value('state')}`
      return say(texts.has(key) ? key : 'called-off-withdrawn', { reason: told(value('reason')) || 'none' })
    }
  }
}

/** The reporter is called by name in the group that heard it; as a party to a dispute, not even there. */
function called(ticket: Ticket, { town, inGroup }: Pick<NoticeContext, 'town' | 'inGroup'>): string {
  const { name } = ticket.reporter
  if (ticket.source.kind !== 'group' || !name) return 'none'
  return isQuiet(ticket, inGroup) ? sayAuthor(name, town) : name
}

/** What stands below a reminder: the rule of the town that it follows, and for whom it is told. */
function reasons({ args, template }: Notice, { texts }: NoticeContext): string[] {
  const rule = args['ladder']
  const away = rolesOf(String(args['away'] ?? ''), texts)
  const warned = template.startsWith('warn_')
  return [
    ...(rule ? [texts.text('ladder-rule', { rule, step: Number(args['step'] ?? 1) })] : []),
    ...(away === 'none' ? [] : [texts.text('ladder-away', { away })]),
    ...(warned && args['standsFor'] ? [texts.text('stands-for', { absent: args['standsFor'] })] : []),
  ]
}

function rolesOf(roles: string, texts: Texts): string {
  return roles
    ? roles
        .split(',')
        .map((word) => roleOf(word, texts))
        .join(texts.text('list-separator'))
    : 'none'
}

function roleOf(word: string, texts: Texts): string {
  return texts.has(`role-${word}`) ? texts.text(`role-${word}`) : word
}

/** Whoever is told of it, and in whose place. */
function sayTold(args: Notice['args'], texts: Texts): string {
  const owner = String(args['personName'] ?? '')
  const absent = args['standsFor']
  return absent ? texts.text('owner-for', { owner, absent }) : owner
}

/** Of a part it is being there that is late, not the taking on. */
function escalationKey(template: Notice['template'], role: string, isPart: boolean): string {
  const idle = role === 'handler'
  const key =
    template === 'escalated_resolve'
      ? 'escalated-resolve'
      : template !== 'escalated_accept'
        ? idle
          ? 'idle-handler'
          : 'idle-told'
        : isPart
          ? 'escalated-arrive'
          : 'escalated-accept'
  return key
}

function escalated(
  { args, template }: Notice,
  { part }: Ticket,
  say: (key: string, more: Record<string, string | number>) => string,
  texts: Texts,
  clock: Clock,
): string {
  const next = String(args['nextRole'] ?? '')
  const key = escalationKey(template, String(args['role'] ?? ''), part !== undefined)
  return say(key, {
    due: args['dueAt'] ? sayTime(String(args['dueAt']), texts, clock) : '',
    late: sayDuration(Number(args['minutesLate'] ?? 0), texts),
    role: roleOf(String(args['role'] || 'dispatcher'), texts),
    name: sayTold(args, texts),
    vacant: rolesOf(String(args['vacant'] ?? ''), texts),
    next: next ? roleOf(next, texts) : 'none',
    wait: sayDuration(Number(args['nextInMinutes'] ?? 0), texts),
  })
}
