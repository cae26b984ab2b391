import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LabelledTown, readSet } from '../../../bot-scripts/eval/sets.ts'
import type { Town } from '../../../src/domain/area/town.ts'
import type { ThreadMessage } from '../../../src/domain/understanding/replay.ts'

const SETS = join(import.meta.dirname, '../../understanding')

/** The tuning half of a labelled set, and a town folder in which everybody with a post in its threads holds it. */
export interface SendersTown {
  set: LabelledTown
  folder: string
  remove(): Promise<void>
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
export function asHeard(
  town: Town,
  messages: readonly ThreadMessage[],
  kind: 'group' | 'dm',
): ThreadMessage[] {
  const [first] = messages
  const heard = kind === 'dm' ? messages.filter((m) => m.sender === first?.sender) : messages
  return heard.map((message) => {
    if (!isOfficial(message)) return { ...message, area: null }
    const posts = town.postsByPerson.get(personOf(town, message) ?? '') ?? []
    const post = posts.find((p) => p.area !== null) ?? posts[0]
    if (!post) throw new Error(`${message.sender} has no post`)
    return { ...message, role: post.role, area: post.area }
  })
}
