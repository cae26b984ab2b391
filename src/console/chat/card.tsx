import { memo } from 'react'
import type { Button } from '../../domain/message.ts'
import type { WireContent } from '../../http/web-chat/wire.ts'
import { t } from '../texts/index.ts'
import { Photos } from './photos.tsx'
import { PlainText } from './plain-text.tsx'

type BotMessage = Extract<WireContent, { kind: 'bot' }>['message']

export interface CardActions {
  click(postId: string, token: string): void
  locate(): void
}

interface Props {
  id: string
  message: BotMessage
  /** Token of the button that waits for an answer. */
  pressed: string | undefined
  /** Seq of the last change that happened while the card was on screen. */
  changed: number | undefined
  actions: CardActions
}

/** A message of the bot as a white sheet; its left edge tells the urgency. */
export const Card = memo(function Card({ id, message, pressed, changed, actions }: Props) {
  const photos = message.photos.map((photo) => ({ key: photo.hash, url: photo.url }))
  return (
    // A new key restarts the one soft highlight after each change.
    <div key={changed ?? 0} className={`card card-${message.tone}${changed ? ' card-changed' : ''}`}>
      {message.title && (
        <p className="card-title">
          <PlainText text={message.title} />
        </p>
      )}
      {message.lines.map((line, index) => (
        // Lines have no identity of their own; they change only with the whole card.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <p className="card-line" key={index}>
          <PlainText text={line} />
        </p>
      ))}
      {message.mentions && message.mentions.length > 0 && (
        <p className="card-mentions">{message.mentions.map((m) => `@${m.name}`).join(' ')}</p>
      )}
      <Photos photos={photos} alt={t.photoOf(t.bot)} />
      {message.buttons.map((row) => (
        <div className="card-buttons" key={row.map(keyOf).join()}>
          {row.map((button) => (
            <CardButton key={keyOf(button)} id={id} button={button} pressed={pressed} actions={actions} />
          ))}
        </div>
      ))}
      {pressed && (
        <p className="card-note" role="status">
          {t.pressed}
        </p>
      )}
    </div>
  )
})

function CardButton({
  id,
  button,
  pressed,
  actions,
}: Pick<Props, 'id' | 'pressed' | 'actions'> & { button: Button }) {
  if (button.kind === 'url') {
    return (
      <a className="button" href={button.url} target="_blank" rel="noreferrer">
        {button.label}
      </a>
    )
  }
  // The web chat knows its people already: nobody is asked for a number here.
  if (button.kind === 'contact') return null
  if (button.kind === 'location') {
    return (
      <button type="button" className="button" onClick={() => actions.locate()}>
        {button.label}
      </button>
    )
  }
  return (
    <button
      type="button"
      className="button"
      disabled={pressed !== undefined}
      aria-busy={pressed === button.token}
      onClick={() => actions.click(id, button.token)}
    >
      {button.label}
    </button>
  )
}

function keyOf(button: Button): string {
  return button.kind === 'action' ? button.token : button.kind === 'url' ? button.url : button.kind
}
