import { useState } from 'react'
import type { WireMe, WireRoom } from '../../http/web-chat/wire.ts'
import { Avatar, BotAvatar } from '../chat/avatar.tsx'
import { clock, dayKey, sayDay } from '../chat/time.ts'
import { t } from '../texts/index.ts'

interface Props {
  rooms: readonly WireRoom[]
  me: WireMe
  chosen: string | null
  onChoose: (room: string) => void
}

/** Where one may talk, with the last words and a dot where something is new. */
export function RoomList({ rooms, me, chosen, onChoose }: Props) {
  const [read, setRead] = useState<Record<string, number>>(() =>
    Object.fromEntries(rooms.map((room) => [room.room, room.cursor])),
  )
  const label = me.labels[0]
  return (
    <nav className="room-list" aria-label={t.rooms}>
      <header className="me">
        <Avatar name={me.name} id={me.userId} />
        <div>
          <h1>{me.name}</h1>
          <p>{label ? t.label(label.place, t.roles[label.role]) : t.resident}</p>
        </div>
      </header>
      <ul>
        {rooms.map((room) => {
          const fresh = room.room !== chosen && room.cursor > (read[room.room] ?? 0)
          return (
            <li key={room.room}>
              <button
                type="button"
                aria-current={room.room === chosen}
                onClick={() => {
                  setRead((before) => ({ ...before, [room.room]: room.cursor }))
                  onChoose(room.room)
                }}
              >
                {room.kind === 'dm' ? <BotAvatar /> : <Avatar name={room.title.slice(0, 2)} id={room.room} />}
                <span className="room-words">
                  <strong>{room.kind === 'dm' ? t.bot : room.title}</strong>
                  <small>{lastWords(room, me)}</small>
                </span>
                <span className="room-side">
                  {room.lastAt && <time dateTime={room.lastAt}>{sayWhen(room.lastAt)}</time>}
                  {fresh && (
                    <span className="dot">
                      <span className="for-readers">{t.unread(1)}</span>
                    </span>
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function lastWords(room: WireRoom, me: WireMe): string {
  if (!room.last) return ''
  const words = room.last.excerpt || (room.last.hasPhoto ? t.photoWord : '')
  const name = room.last.author === null ? t.bot : room.last.authorName
  return room.last.author === me.userId || room.kind === 'dm' ? words : t.says(name, words)
}

function sayWhen(iso: string): string {
  const now = new Date()
  return dayKey(iso) === dayKey(now.toISOString()) ? clock(iso) : sayDay(iso, now, t)
}
