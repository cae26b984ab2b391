import { actorOf, type Intake, nameOf, postsOf, reply, textsOf } from '../intake/intake.ts'
import { sayPosts } from '../names.ts'
import { linkByToken } from './link.ts'

/** `/start`, in private with an optional payload of a deep link. */
export async function start(intake: Intake, args: string): Promise<void> {
  if (args.startsWith('link-')) return linkByToken(intake, args.slice('link-'.length))
  const texts = textsOf(intake)
  if (intake.conversation.type === 'group') return reply(intake, texts.text('help-group'))
  const posts = postsOf(intake)
  const actor = actorOf(intake)
  const known = actor.kind === 'account' && actor.personId !== null
  const hello = known
    ? texts.text('start-person', { name: nameOf(intake), posts: sayPosts(intake.view.town, posts, texts) })
    : texts.text('start-resident', { town: intake.view.town.name })
  reply(intake, { lines: [hello, texts.text('help-dm')] })
}

export function help(intake: Intake): void {
  const texts = textsOf(intake)
  reply(intake, texts.text(intake.conversation.type === 'group' ? 'help-group' : 'help-dm'))
}
