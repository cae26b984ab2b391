import { useEffect, useRef, useState } from 'react'
import { t } from '../texts/index.ts'
import { Icon } from './icons.tsx'

export interface ShownPhoto {
  key: string
  url: string
}

/** Photos in fixed frames, so that nothing jumps while they load; a tap shows them whole. */
export function Photos({ photos, alt }: { photos: readonly ShownPhoto[]; alt: string }) {
  const [open, setOpen] = useState<string | null>(null)
  const shown = photos.find((photo) => photo.key === open)
  if (photos.length === 0) return null
  return (
    <>
      <div className={photos.length === 1 ? 'photos photos-one' : 'photos'}>
        {photos.map((photo) => (
          <button type="button" key={photo.key} className="photo" onClick={() => setOpen(photo.key)}>
            <img src={photo.url} alt={alt} loading="lazy" decoding="async" />
          </button>
        ))}
      </div>
      {shown && <Lightbox url={shown.url} alt={alt} onClose={() => setOpen(null)} />}
    </>
  )
}

function Lightbox({ url, alt, onClose }: { url: string; alt: string; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  // A modal dialog brings the focus trap, Escape and the way back by itself.
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="lightbox" aria-label={alt} onClose={onClose}>
      <button type="button" className="lightbox-photo" aria-label={t.close} onClick={onClose}>
        <img src={url} alt={alt} />
      </button>
      <button type="button" className="lightbox-close" aria-label={t.close} onClick={onClose}>
        <Icon name="close" />
      </button>
    </dialog>
  )
}
