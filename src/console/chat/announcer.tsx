import { useEffect, useRef, useState } from 'react'
import type { WirePost } from '../../http/web-chat/wire.ts'
import { t } from '../texts/index.ts'

/** Reads out new messages of others and changed cards, politely; what was there at the start is not read. */
export function Announcer({ posts, me }: { posts: readonly WirePost[]; me: string }) {
  const known = useRef<number | null>(null)
  const [words, setWords] = useState('')
  useEffect(() => {
    const newest = posts.reduce<WirePost | null>(
      (top, post) => (top && top.seq >= post.seq ? top : post),
      null,
    )
    const before = known.current
    known.current = newest?.seq ?? 0
    if (!newest || before === null || newest.seq <= before || newest.author === me) return
    setWords(spoken(newest))
  }, [posts, me])
  return (
    <p className="for-readers" aria-live="polite">
      {words}
    </p>
  )
}

function spoken(post: WirePost): string {
  const name = post.author === null ? t.bot : post.authorName
  const { content } = post
  if (content.kind === 'recalled') return t.recalled(name)
  if (content.kind === 'person') return t.says(name, content.text || t.photoWord)
  return t.says(name, [content.message.title, ...content.message.lines].filter(Boolean).join('。'))
}
