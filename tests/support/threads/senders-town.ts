import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabelledThread, type LabelledTown, readSet } from '../../../bot-scripts/eval/sets.ts'
import type { Town } from '../../../src/domain/area/town.ts'
import type { ThreadMessage, ThreadTicket } from '../../../src/domain/understanding/replay.ts'
import type { ReadInput } from '../../../src/domain/understanding/types.ts'

const SETS = join(import.meta.dirname, '../../understanding')

/** The tuning half of a labelled set, and a town folder in which everybody with a post in its threads holds it. */
export interface SendersTown {
  set: LabelledTown
  folder: string
  remove(): Promise<void>
}

/** A thread as it is played; `meant` is what the labels say. */
export interface HeardThread {
  id: string
  conversation: ReadInput['conversation']
  messages: ThreadMessage[]
  meant: ThreadTicket[]
}

/** Whoever speaks in a thread without a post: nobody the town knows. */
const isOfficial = ({ role }: ThreadMessage): boolean => role !== 'resident'

/** The untouched halves are for measuring only: no test may read them. */
export async function sendersTown(name: string): Promise<SendersTown> {
  const set = await readSet(SETS, name, 'tune')
  const folder = await mkdtemp(join(tmpdir(), 'gridwhistle-threads-'))
  await cp(join(SETS, name, 'town'), folder, { recursive: true })
  const rows = new Set<string>()
  for (const message of set.threads.flatMap((thread) => thread.messages))
    if (isOfficial(message) && !personOf(set.town, message))
      rows.add(`${message.sender},,${message.role},${message.area ?? ''},,`)
  await appendFile(join(folder, 'people.csv'), `${[...rows].join('\n')}\n`)
  // At night a group's doubts wait for the morning, and no thread lasts so long: that rule has tests of its own.
  await appendFile(join(folder, 'policy.yaml'), "\nquiet: { from: '03:00', to: '03:01' }\n")
  return { set, folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Id of the person of the town who speaks there; null for a resident. */
export function personOf(town: Town, { sender, role, area }: ThreadMessage): string | null {
  const posts = town.posts.filter(
    (post) => post.role === role && town.personById.get(post.personId)?.name === sender,
  )
  return (posts.find((post) => post.area === area) ?? posts[0])?.personId ?? null
}

/**
 * The thread as the service can know it. Where a resident lives stands in no town folder, an official is known by the
 * post, and a private chat has one person in it: what a dispatcher says there in the labelled threads is never heard.
 */
export function asHeard(town: Town, { id, conversation, messages, tickets }: LabelledThread): HeardThread {
  const { kind } = conversation
  const [first] = messages
  const heard = kind === 'dm' ? messages.filter((m) => m.sender === first?.sender) : messages
  return {
    id,
    conversation: { kind, area: kind === 'dm' ? null : conversation.area },
    messages: heard.map((message) => {
      if (!isOfficial(message)) return { ...message, area: null }
      const posts = town.postsByPerson.get(personOf(town, message) ?? '') ?? []
      const post = posts.find((p) => p.area !== null) ?? posts[0]
      if (!post) throw new Error(`${message.sender} has no post`)
      return { ...message, role: post.role, area: post.area }
    }),
    meant: tickets,
  }
}
