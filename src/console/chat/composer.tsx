import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { WirePost, WireQuote } from '../../http/web-chat/wire.ts'
import { preparePhoto } from '../room/photo.ts'
import type { Draft, DraftPhoto } from '../room/room-state.ts'
import { t } from '../texts/index.ts'
import { Icon } from './icons.tsx'

const MOST_PHOTOS = 10
const TALLEST_PX = 132

interface Props {
  replyTo: WireQuote | null
  editing: WirePost | null
  onSend: (draft: Draft) => void
  onEdit: (id: string, text: string) => void
  /** Ends a reply or an edit. */
  onLeave: () => void
  onLocate: () => void
  onSay: (text: string) => void
}

export function Composer({ replyTo, editing, onSend, onEdit, onLeave, onLocate, onSay }: Props) {
  const [text, setText] = useState('')
  const [photos, setPhotos] = useState<DraftPhoto[]>([])
  const area = useRef<HTMLTextAreaElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = area.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight, TALLEST_PX)}px`
  }, [text])

  useEffect(() => {
    if (editing?.content.kind === 'person') setText(editing.content.text)
    if (editing || replyTo) area.current?.focus()
  }, [editing, replyTo])

  async function add(files: Iterable<File>): Promise<void> {
    const room = MOST_PHOTOS - photos.length
    const chosen = [...files]
    if (chosen.length > room) onSay(t.tooManyPhotos)
    const added = await Promise.all(chosen.slice(0, room).map(preparePhoto))
    setPhotos((before) => [...before, ...added])
    area.current?.focus()
  }

  function submit(): void {
    const words = text.trim()
    if (words === '' && photos.length === 0) return
    if (editing) onEdit(editing.id, words)
    else onSend({ text: words, photos, ...(replyTo ? { replyTo } : {}) })
    setText('')
    setPhotos([])
    onLeave()
  }

  function leave(): void {
    if (editing) setText('')
    onLeave()
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While an input method is composing, Enter belongs to it.
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault()
      submit()
    }
    if (event.key === 'Escape') leave()
  }

  function onPaste(event: ClipboardEvent): void {
    const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'))
    if (files.length === 0) return
    event.preventDefault()
    void add(files)
  }

  const quote = editing ? { name: t.editing, words: '' } : replyTo && nameQuote(replyTo)
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {quote && (
        <div className="composer-quote">
          <span>
            <strong>{quote.name}</strong> {quote.words}
          </span>
          <button type="button" className="tool" aria-label={t.cancel} onClick={leave}>
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      {photos.length > 0 && (
        <div className="composer-photos">
          {photos.map((photo) => (
            <button
              type="button"
              key={photo.preview}
              aria-label={t.remove}
              title={t.remove}
              onClick={() => setPhotos((all) => all.filter((other) => other !== photo))}
            >
              <img src={photo.preview} alt="" />
              <span aria-hidden="true">×</span>
            </button>
          ))}
        </div>
      )}
      <div className="composer-row">
        <label className="tool" title={t.photo}>
          <Icon name="photo" />
          <input
            className="hidden-input"
            type="file"
            accept="image/*"
            multiple
            aria-label={t.photo}
            disabled={editing !== null}
            onChange={(event) => {
              void add(event.target.files ?? [])
              event.target.value = ''
            }}
          />
        </label>
        <button type="button" className="tool" aria-label={t.location} title={t.location} onClick={onLocate}>
          <Icon name="place" />
        </button>
        <textarea
          ref={area}
          rows={1}
          value={text}
          maxLength={4000}
          placeholder={t.placeholder}
          aria-label={t.placeholder}
          enterKeyHint="send"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <button type="submit" className="send" disabled={text.trim() === '' && photos.length === 0}>
          {editing ? t.save : t.send}
        </button>
      </div>
    </form>
  )
}

function nameQuote(quote: WireQuote): { name: string; words: string } {
  const name = quote.author === null ? t.bot : quote.authorName
  return { name: t.replyingTo(name), words: quote.excerpt || (quote.hasPhoto ? t.photoWord : '') }
}
