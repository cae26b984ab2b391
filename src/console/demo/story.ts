import type { Button } from '../../domain/message.ts'
import type { WirePost } from '../../http/web-chat/wire.ts'

export type Step = 'report' | 'accept' | 'resolve' | 'confirm' | 'done'

/** Where the story stands and what moves it on. */
export type Scene =
  | { step: 'report' }
  | { step: 'accept'; waiting: true }
  | { step: 'accept'; waiting: false; postId: string; token: string }
  | { step: 'resolve'; waiting: boolean; card: WirePost }
  | { step: 'confirm'; where: 'work' | 'dm'; postId: string; yes: string; no: string | null }
  | { step: 'done' }

interface Rooms {
  work: readonly WirePost[]
  department: readonly WirePost[]
  dm: readonly WirePost[]
}

/**
 * Reads the scene off the three rooms, so that the guide is right whoever acts and however: by the guide or by hand.
 *
 * @param since ISO time at which this telling of the story began; what was before does not count.
 */
export function sceneOf(rooms: Rooms, sentence: string, since: string): Scene {
  const after = (posts: readonly WirePost[], time: string) => posts.filter((post) => post.createdAt >= time)
  const report = [...after(rooms.work, since), ...after(rooms.dm, since)]
    .filter((post) => post.content.kind === 'person' && post.content.text.includes(sentence))
    .at(-1)
  if (!report) return { step: 'report' }

  for (const where of ['work', 'dm'] as const) {
    const ask = after(rooms[where], report.createdAt).findLast((post) => button(post, /已解决/))
    const yes = ask && button(ask, /已解决/)
    if (ask && yes) {
      return { step: 'confirm', where, postId: ask.id, yes, no: button(ask, /没修好|没解决/) ?? null }
    }
  }

  const cards = after(rooms.department, report.createdAt).filter((post) => post.content.kind === 'bot')
  const card = cards[0]
  if (!card) return { step: 'accept', waiting: true }
  const accept = button(card, /接单/)
  if (accept) return { step: 'accept', waiting: false, postId: card.id, token: accept }
  const settled = card.content.kind === 'bot' && card.content.message.tone === 'done'
  // Only what came after the card's last change: an earlier result may have been sent back.
  const changed = card.editedAt ?? card.createdAt
  const answered = rooms.department.some(
    (post) => post.author !== null && post.createdAt > changed && hasPhoto(post),
  )
  if (!settled) return { step: 'resolve', waiting: answered, card }
  return { step: 'done' }
}

function button(post: WirePost, label: RegExp): string | undefined {
  if (post.content.kind !== 'bot') return undefined
  const found = post.content.message.buttons
    .flat()
    .find((candidate): candidate is Extract<Button, { kind: 'action' }> => {
      return candidate.kind === 'action' && label.test(candidate.label)
    })
  return found?.token
}

function hasPhoto(post: WirePost): boolean {
  return post.content.kind === 'person' && post.content.photos.length > 0
}
