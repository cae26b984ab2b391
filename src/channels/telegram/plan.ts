/** Which calls one outgoing message takes. Pure. */
import type { OutgoingMessage } from '../../domain/message.ts'
import { MAX_CAPTION, MAX_TEXT, type Rendered, render } from './render.ts'

/** Photos in one album. Source: Bot API, `sendMediaGroup.media`. */
export const MAX_ALBUM = 10

export type Step =
  | { form: 'text'; text: Rendered }
  | { form: 'photo'; photo: string; caption?: Rendered }
  | { form: 'album'; photos: string[]; caption?: Rendered }

/**
 * The steps in order; the last one carries the words and is the message that is edited later.
 * Words go onto the picture when they fit there whole, else they follow it: an album takes no buttons,
 * a caption a quarter of a text.
 *
 * @param photos hashes of the photos that are at hand, in order
 */
export function planOf(message: OutgoingMessage, photos: readonly string[], chat: 'dm' | 'group'): Step[] {
  const text: Step = { form: 'text', text: render(message, chat, MAX_TEXT) }
  if (photos.length === 0) return [text]

  const caption = render(message, chat, MAX_CAPTION)
  const [first, ...others] = photos
  if (first !== undefined && others.length === 0 && !caption.shortened) {
    return [{ form: 'photo', photo: first, ...wordsOf(caption) }]
  }
  const hasButtons = caption.keyboard.inline !== undefined || caption.keyboard.reply !== undefined
  const albums = albumsOf(photos)
  if (caption.shortened || hasButtons) return caption.length > 0 ? [...albums, text] : albums
  const last = albums.at(-1)
  return last ? [...albums.slice(0, -1), { ...last, ...wordsOf(caption) }] : [text]
}

function albumsOf(photos: readonly string[]): Exclude<Step, { form: 'text' }>[] {
  const groups: Exclude<Step, { form: 'text' }>[] = []
  for (let at = 0; at < photos.length; at += MAX_ALBUM) {
    const group = photos.slice(at, at + MAX_ALBUM)
    const [only] = group
    // Telegram wants two or more in an album.
    groups.push(
      group.length === 1 && only !== undefined
        ? { form: 'photo', photo: only }
        : { form: 'album', photos: group },
    )
  }
  return groups
}

function wordsOf(caption: Rendered): { caption?: Rendered } {
  return caption.length > 0 || caption.keyboard.inline || caption.keyboard.reply ? { caption } : {}
}
