import type { Part } from '../../domain/message.ts'
import { type Intake, nameOf, postsOf, reply, textsOf } from '../intake/intake.ts'
import { isLinkOf, namedInLink } from '../link-token.ts'
import { sayPosts } from '../names.ts'
import type { PersonTies } from '../store-port/people.ts'
import { readPhone } from '../town/phone.ts'

/** `/link`: ties a platform account to a person of the town, in private. */
export async function link(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  if (intake.event.channel === 'web') return reply(intake, texts.text('link-web'))
  if (args) return linkByToken(intake, args)
  if (isSomebody(intake)) return sayAlready(intake)
  if (intake.conversation.type === 'group') return reply(intake, texts.text('link-private'))
  reply(intake, {
    lines: [texts.text('link-how')],
    buttons: [[{ kind: 'contact', label: texts.text('link-button') }]],
  })
}

/** A person of the town, who has not left meanwhile. */
function isSomebody({ identity, view }: Intake): boolean {
  return identity.personId !== null && view.town.personById.has(identity.personId)
}

function sayAlready(intake: Intake): void {
  const texts = textsOf(intake)
  const posts = sayPosts(intake.view.town, postsOf(intake), texts)
  reply(intake, texts.text('link-already', { name: nameOf(intake), posts }))
}

/**
 * A link of the grid centre: signed, for one person and one account, short-lived. Whoever comes second with it is
 * refused, since a link gets around; so is a person who is somebody already.
 */
export async function linkByToken(intake: Intake, token: string): Promise<void> {
  // In a group the link is everybody's by now, and an anonymous administrator is nobody in particular.
  if (intake.conversation.type !== 'dm' || intake.event.sender.anonymous)
    return reply(intake, textsOf(intake).text('link-private'))
  const { app, event, identity, now } = intake
  const named = namedInLink(token)
  const person = named ? await app.store.personTies(named, event.channel) : null
  if (!person || !isLinkOf(token, person, app.secret, now))
    return reply(intake, textsOf(intake).text('link-bad'))
  if (isSomebody(intake)) return sayAlready(intake)
  if (person.accounts.some((a) => a.id !== identity.id))
    return reply(intake, textsOf(intake).text('link-taken'))
  tie(intake, person, 'link')
}

/** The person's own number, vouched for by the platform, checked against people.csv. */
export async function linkByContact(
  intake: Intake,
  contact: Extract<Part, { kind: 'contact' }>,
): Promise<void> {
  const texts = textsOf(intake)
  if (intake.conversation.type !== 'dm') return
  if (!contact.own || intake.event.sender.anonymous) return reply(intake, texts.text('link-not-own'))
  const read = readPhone(contact.phone)
  const { store } = intake.app
  const found = read.ok && read.personal ? await store.personByPhone(read.phone) : null
  const person = found ? await store.personTies(found, intake.event.channel) : null
  if (!person) return reply(intake, texts.text('link-unknown'))
  tie(intake, person, 'contact')
  // The number tells who it is now: an account tied by hand before was another phone, or another person.
  for (const { id, tiedBy } of person.accounts) {
    if (id !== intake.identity.id && tiedBy !== 'import')
      intake.draft.write.identities.push({ id, personId: null, tiedBy: null })
  }
}

function tie(intake: Intake, { id: personId }: PersonTies, tiedBy: string): void {
  const { draft, identity, view } = intake
  const texts = textsOf(intake)
  draft.write.identities.push({ id: identity.id, personId, tiedBy })
  draft.write.audit.push({ actor: identity.id, action: `identity.${tiedBy}`, target: personId, data: {} })
  const posts = view.town.postsByPerson.get(personId) ?? []
  const name = view.town.personById.get(personId)?.name ?? ''
  reply(intake, texts.text('link-done', { name, posts: sayPosts(view.town, posts, texts) }))
}
