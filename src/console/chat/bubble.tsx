import { memo } from 'react'
import type { WirePost, WireQuote } from '../../http/web-chat/wire.ts'
import type { Pending } from '../room/room-state.ts'
import { t } from '../texts/index.ts'
import { Avatar, BotAvatar } from './avatar.tsx'
import { Card, type CardActions } from './card.tsx'
import { Photos } from './photos.tsx'
import { PlainText } from './plain-text.tsx'
import { clock } from './time.ts'
import { useSwipe } from './use-swipe.ts'

export interface BubbleActions extends CardActions {
  reply(post: WirePost): void
  edit(post: WirePost): void
  recall(post: WirePost): void
  show(id: string): void
}

interface Props {
  post: WirePost
  own: boolean
  /** Follows the same author within minutes: name and avatar are left out. */
  follows: boolean
  pressed: string | undefined
  changed: number | undefined
  /** It stands in the room, but the service has not confirmed that it heard it. */
  unheard: boolean
  actions: BubbleActions
}

/** One message: bubbles of people left and right, sheets of the bot left. */
export const Bubble = memo(function Bubble({
  post,
  own,
  follows,
  pressed,
  changed,
  unheard,
  actions,
}: Props) {
  const swipe = useSwipe(() => actions.reply(post))
  const { content } = post
  if (content.kind === 'recalled') {
    return <p className="aside">{own ? t.recalledByYou : t.recalled(post.authorName)}</p>
  }
  const isBot = post.author === null
  const name = isBot ? t.bot : post.authorName
  return (
    <article
      id={`post-${post.id}`}
      className={`message${own ? ' message-own' : ''}${follows ? ' message-follows' : ''}`}
      aria-label={`${name} ${clock(post.createdAt)}`}
      // A tap gives it the focus and so shows what can be done with it.
      tabIndex={-1}
      {...swipe}
    >
      <div className="message-face">
        {!follows && (isBot ? <BotAvatar /> : <Avatar name={name} id={post.author ?? ''} />)}
      </div>
      <div className="message-body">
        {!follows && <Byline post={post} name={name} own={own} />}
        {post.replyTo && <Quote quote={post.replyTo} onShow={actions.show} />}
        {content.kind === 'bot' ? (
          <Card
            id={post.id}
            message={content.message}
            pressed={pressed}
            changed={changed}
            actions={actions}
          />
        ) : (
          <PersonContent content={content} name={name} edited={post.editedAt !== null} />
        )}
        {unheard && <p className="pending-note">{t.waiting}</p>}
        <div className="message-tools">
          <button type="button" onClick={() => actions.reply(post)}>
            {t.reply}
          </button>
          {own && content.kind === 'person' && content.text !== '' && (
            <button type="button" onClick={() => actions.edit(post)}>
              {t.edit}
            </button>
          )}
          {own && (
            <button type="button" onClick={() => actions.recall(post)}>
              {t.recall}
            </button>
          )}
        </div>
      </div>
    </article>
  )
})

function Byline({ post, name, own }: { post: WirePost; name: string; own: boolean }) {
  return (
    <p className="byline">
      {!own && <span className="byline-name">{name}</span>}
      {!own && post.label && (
        <span className="byline-post">{t.label(post.label.place, t.roles[post.label.role])}</span>
      )}
      <time dateTime={post.createdAt}>{clock(post.createdAt)}</time>
    </p>
  )
}

export function Quote({ quote, onShow }: { quote: WireQuote; onShow?: (id: string) => void }) {
  const name = quote.author === null ? t.bot : quote.authorName
  const words = quote.excerpt || (quote.hasPhoto ? t.photoWord : '')
  return (
    <button type="button" className="quote" onClick={() => onShow?.(quote.id)}>
      <span className="quote-name">{name}</span> {words}
    </button>
  )
}

type Person = Extract<WirePost['content'], { kind: 'person' }>

function PersonContent({ content, name, edited }: { content: Person; name: string; edited: boolean }) {
  const photos = content.photos.map((photo) => ({ key: photo.hash, url: photo.url }))
  return (
    <>
      <Photos photos={photos} alt={t.photoOf(name)} />
      {content.text !== '' && (
        <p className="bubble">
          <PlainText text={content.text} />
          {edited && <span className="edited"> {t.edited}</span>}
        </p>
      )}
      {content.point && <Place lng={content.point.lng} lat={content.point.lat} />}
    </>
  )
}

function Place({ lng, lat }: { lng: number; lat: number }) {
  const [north, east] = [lat.toFixed(4), lng.toFixed(4)]
  return (
    <a
      className="bubble place"
      href={`https://uri.amap.com/marker?position=${lng},${lat}&coordinate=wgs84`}
      target="_blank"
      rel="noreferrer"
    >
      <strong>{t.place}</strong>
      <span>{t.placeDetail(north, east)}</span>
    </a>
  )
}

/** A message that the server does not have yet. */
export function PendingBubble({
  pending,
  onRetry,
  onDiscard,
}: {
  pending: Pending
  onRetry: (key: string) => void
  onDiscard: (key: string) => void
}) {
  const photos = pending.photos.map((photo) => ({ key: photo.preview, url: photo.preview }))
  const failed = pending.state === 'failed'
  return (
    <article className="message message-own message-pending">
      <div className="message-face" />
      <div className="message-body">
        {pending.replyTo && <Quote quote={pending.replyTo} />}
        <Photos photos={photos} alt={t.photoWord} />
        {pending.text !== '' && <p className="bubble">{pending.text}</p>}
        {pending.point && <Place {...pending.point} />}
        <p className={failed ? 'pending-note pending-failed' : 'pending-note'} role="status">
          {failed ? t.notSent(pending.error ?? '') : pending.state === 'sending' ? t.sending : t.waiting}
        </p>
        {failed && (
          <div className="pending-tools">
            <button type="button" className="button" onClick={() => onRetry(pending.clientKey)}>
              {t.retry}
            </button>
            <button type="button" className="button" onClick={() => onDiscard(pending.clientKey)}>
              {t.discard}
            </button>
          </div>
        )}
      </div>
    </article>
  )
}
