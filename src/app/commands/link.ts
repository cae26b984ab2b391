import type { Part } from '../../domain/message.ts'
import { type Intake, nameOf, postsOf, reply, textsOf } from '../intake/intake.ts'
import { readLinkToken } from '../link-token.ts'
import { sayPosts } from '../names.ts'
import { readPhone } from '../town/phone.ts'

/** `/link`: ties a platform account to a person of the town, in private. */
export async function link(intake: Intake, args: string): Promise<void> {
  const texts = textsOf(intake)
  if (intake.event.channel === 'web') return reply(intake, texts.text('link-web'))
  if (args) return linkByToken(intake, args)
  if (intake.identity.personId !== null) {
    const posts = sayPosts(intake.view.town, postsOf(intake), texts)
    return reply(intake, texts.text('link-already', { name: nameOf(intake), posts }))
  }
  if (intake.conversation.type === 'group') return reply(intake, texts.text('link-private'))
  reply(intake, {
    lines: [texts.text('link-how')],
    buttons: [[{ kind: 'contact', label: texts.text('link-button') }]],
  })
}

/** A link of the grid centre: signed, for one person, short-lived. */
export async function linkByToken(intake: Intake, token: string): Promise<void> {
  // In a group the link is everybody's by now, and an anonymous administrator is nobody in particular.
  if (intake.conversation.type !== 'dm' || intake.event.sender.anonymous)
    return reply(intake, textsOf(intake).text('link-private'))
  const person = readLinkToken(intake.app.secret, token, intake.now)
  if (!person || !intake.view.town.personById.has(person))
    return reply(intake, textsOf(intake).text('link-bad'))
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
  const person = read.ok && read.personal ? await intake.app.store.personByPhone(read.phone) : null
  if (!person) return reply(intake, texts.text('link-unknown'))
  tie(intake, person, 'contact')
}

function tie(intake: Intake, personId: string, tiedBy: string): void {
  const { draft, identity, view } = intake
  const texts = textsOf(intake)
  draft.write.identities.push({ id: identity.id, personId, tiedBy })
  draft.write.audit.push({ actor: identity.id, action: `identity.${tiedBy}`, target: personId, data: {} })
  const posts = view.town.postsByPerson.get(personId) ?? []
  const name = view.town.personById.get(personId)?.name ?? ''
  reply(intake, texts.text('link-done', { name, posts: sayPosts(view.town, posts, texts) }))
}
