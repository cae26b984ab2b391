import { useEffect, useMemo, useState } from 'react'
import type { WirePost, WireQuote } from '../../http/web-chat/wire.ts'
import { locate } from '../room/locate.ts'
import type { RoomState } from '../room/room-state.ts'
import type { RoomStore } from '../room/room-store.ts'
import { t } from '../texts/index.ts'
import { Announcer } from './announcer.tsx'
import type { BubbleActions } from './bubble.tsx'
import { Composer } from './composer.tsx'
import { Skeleton, Trouble } from './states.tsx'
import { Timeline } from './timeline.tsx'

const TOAST_MS = 4_500
/** A short gap in the connection is not worth a banner. */
const BANNER_AFTER_MS = 1_500

interface Props {
  store: RoomStore
  state: RoomState
  /** What to do first in a room where nothing was said. */
  empty: string
}

/** A whole chat: messages, what is wrong with the connection, and where to write. */
export function RoomView({ store, state, empty }: Props) {
  const [replyTo, setReplyTo] = useState<WireQuote | null>(null)
  const [editing, setEditing] = useState<WirePost | null>(null)

  const actions = useMemo<BubbleActions>(
    () => ({
      click: (postId, token) => void store.click(postId, token),
      locate: () => void sendPlace(store),
      reply: (post) => {
        setEditing(null)
        setReplyTo(quoteOf(post))
      },
      edit: (post) => {
        setReplyTo(null)
        setEditing(post)
      },
      recall: (post) => void store.recall(post.id),
      show: (id) => document.getElementById(`post-${id}`)?.scrollIntoView({ block: 'center' }),
    }),
    [store],
  )

  if (state.phase === 'failed') {
    return (
      <Trouble
        title={state.error?.message ?? t.failedTitle}
        remedy={state.error?.remedy ?? t.failedRemedy}
        onRetry={() => store.reopen()}
      />
    )
  }
  return (
    <>
      {state.phase === 'loading' ? (
        <Skeleton />
      ) : (
        <Timeline store={store} state={state} actions={actions} empty={empty} />
      )}
      <Announcer posts={state.posts} me={store.me} />
      <Toast toast={state.toast} />
      <Banner lost={state.link !== 'live'} />
      <Composer
        replyTo={replyTo}
        editing={editing}
        onSend={store.send}
        onEdit={(id, text) => void store.edit(id, text)}
        onLeave={() => {
          setReplyTo(null)
          setEditing(null)
        }}
        onLocate={() => void sendPlace(store)}
        onSay={store.toast}
      />
    </>
  )
}

async function sendPlace(store: RoomStore): Promise<void> {
  store.toast(t.locating)
  try {
    store.send({ text: '', photos: [], point: await locate() })
  } catch (error) {
    store.toast(error instanceof Error ? error.message : t.locateFailed)
  }
}

export function quoteOf(post: WirePost): WireQuote {
  const { content } = post
  const words =
    content.kind === 'person'
      ? content.text
      : content.kind === 'bot'
        ? (content.message.title ?? content.message.lines[0] ?? '')
        : ''
  const photos =
    content.kind === 'recalled' ? [] : content.kind === 'bot' ? content.message.photos : content.photos
  const { id, author, authorName } = post
  return { id, author, authorName, excerpt: words, hasPhoto: photos.length > 0 }
}

function Toast({ toast }: { toast: RoomState['toast'] }) {
  const [gone, setGone] = useState(0)
  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(() => setGone(toast.id), TOAST_MS)
    return () => clearTimeout(timer)
  }, [toast])
  const shown = toast && toast.id !== gone
  return (
    <div className="toast-place" role="status">
      {shown && (
        <p className="toast" key={toast.id}>
          {toast.text}
        </p>
      )}
    </div>
  )
}

function Banner({ lost }: { lost: boolean }) {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!lost) return setShown(false)
    const timer = setTimeout(() => setShown(true), BANNER_AFTER_MS)
    return () => clearTimeout(timer)
  }, [lost])
  if (!shown) return null
  return (
    <p className="banner" role="status">
      {t.offline}
    </p>
  )
}
