import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { WirePost } from '../../http/web-chat/wire.ts'
import type { RoomState } from '../room/room-state.ts'
import type { RoomStore } from '../room/room-store.ts'
import { t } from '../texts/index.ts'
import { Bubble, type BubbleActions, PendingBubble } from './bubble.tsx'
import { Icon } from './icons.tsx'
import { dayKey, sayDay } from './time.ts'

const NEAR_END_PX = 80
const NEAR_START_PX = 240
const TOGETHER_MS = 5 * 60_000

interface Props {
  store: RoomStore
  state: RoomState
  actions: BubbleActions
  empty: string
}

/** The messages of a room: stays at the end while one is there, keeps its place while one reads above. */
export function Timeline({ store, state, actions, empty }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef<string | null>(null)
  const [unread, setUnread] = useState(0)
  const { posts } = state
  const pending = state.pending.filter((p) => !p.landed)
  const unheard = new Set(state.pending.flatMap((p) => (p.landed && p.state !== 'sending' ? [p.landed] : [])))
  const first = posts[0]?.id
  const last = posts.at(-1)?.id

  const toEnd = useCallback((smooth: boolean) => {
    const element = box.current
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    element?.scrollTo({ top: element.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' })
  }, [])

  useKeepPlace(box, first)

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when something was added or changed
  useLayoutEffect(() => {
    if (atEnd.current) {
      toEnd(false)
      seen.current = last ?? null
      setUnread(0)
      return
    }
    const from = posts.findIndex((post) => post.id === seen.current)
    setUnread(posts.slice(from + 1).filter((post) => post.author !== store.me).length)
  }, [posts, pending.length, last, state.pressed])

  // biome-ignore lint/correctness/useExhaustiveDependencies: one's own message is always shown
  useLayoutEffect(() => {
    if (pending.length > 0) toEnd(false)
  }, [pending.length])

  useStayAtEnd(box, atEnd, toEnd)

  function onScroll(): void {
    const element = box.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX
    if (atEnd.current) {
      seen.current = last ?? null
      setUnread(0)
    }
    if (element.scrollTop < NEAR_START_PX) void store.loadOlder()
  }

  const now = new Date()
  return (
    <div className="timeline-frame">
      <div
        ref={box}
        className="timeline"
        role="log"
        aria-live="off"
        aria-label={t.messages}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        {state.loadingOlder && <p className="aside">{t.older}</p>}
        {posts.length === 0 && pending.length === 0 && <p className="empty">{empty}</p>}
        {posts.map((post, index) => {
          const before = posts[index - 1]
          const newDay = !before || dayKey(before.createdAt) !== dayKey(post.createdAt)
          return (
            <div key={post.id}>
              {newDay && <p className="day">{sayDay(post.createdAt, now, t)}</p>}
              <Bubble
                post={post}
                own={post.author === store.me}
                follows={!newDay && together(before, post)}
                pressed={state.pressed[post.id]}
                changed={state.changed[post.id]}
                unheard={unheard.has(post.id)}
                actions={actions}
              />
            </div>
          )
        })}
        {pending.map((message) => (
          <PendingBubble
            key={message.clientKey}
            pending={message}
            onRetry={store.retry}
            onDiscard={store.discard}
          />
        ))}
      </div>
      {unread > 0 && (
        <button type="button" className="pill" onClick={() => toEnd(true)}>
          <Icon name="down" size={18} /> {t.newMessages(unread)}
        </button>
      )}
    </div>
  )
}

function together(before: WirePost | undefined, post: WirePost): boolean {
  if (!before || before.author !== post.author || before.content.kind === 'recalled') return false
  if (post.author === null) return false
  return Date.parse(post.createdAt) - Date.parse(before.createdAt) < TOGETHER_MS
}

/** When older messages come in above, what one was reading stays where it was. */
function useKeepPlace(box: React.RefObject<HTMLDivElement | null>, first: string | undefined): void {
  const before = useRef({ first, height: 0 })
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const { first: oldFirst, height } = before.current
    if (oldFirst !== undefined && first !== oldFirst) element.scrollTop += element.scrollHeight - height
    before.current = { first, height: element.scrollHeight }
  })
}

/** A keyboard that opens or a photo that loads must not push the newest message out of sight. */
function useStayAtEnd(
  box: React.RefObject<HTMLDivElement | null>,
  atEnd: React.RefObject<boolean>,
  toEnd: (smooth: boolean) => void,
): void {
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd(false)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [box, atEnd, toEnd])
}
