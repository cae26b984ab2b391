import { useEffect, useState } from 'react'
import type { WireEntered, WireRoom } from '../../http/web-chat/wire.ts'
import { doors } from '../api/client.ts'
import { Icon } from '../chat/icons.tsx'
import { RoomView } from '../chat/room-view.tsx'
import { Skeleton } from '../chat/states.tsx'
import { useRoom } from '../room/use-room.ts'
import { t } from '../texts/index.ts'
import { RoomList } from './room-list.tsx'

const LOOK_MS = 20_000

/** The chats of one person: the list and the open room; on a phone one of both. */
export function ChatPage({ entered }: { entered: WireEntered }) {
  const { token, me } = entered
  const [rooms, setRooms] = useState<readonly WireRoom[]>(entered.rooms)
  const [chosen, setChosen] = useState<string | null>(() =>
    isNarrow() ? null : (entered.rooms[0]?.room ?? null),
  )
  const room = rooms.find((candidate) => candidate.room === chosen) ?? null

  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden) return
      // A missed look is made up for by the next one.
      doors.rooms(token).then(
        (now) => setRooms(now.rooms),
        () => undefined,
      )
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [token])

  return (
    <div className={room ? 'full full-open' : 'full'}>
      <RoomList rooms={rooms} me={me} chosen={chosen} onChoose={setChosen} />
      {room ? (
        <OpenRoomView
          key={room.room}
          token={token}
          userId={me.userId}
          room={room}
          onBack={() => setChosen(null)}
        />
      ) : (
        <section className="pane pane-none" />
      )}
    </div>
  )
}

function OpenRoomView(props: { token: string; userId: string; room: WireRoom; onBack: () => void }) {
  const { token, userId, room } = props
  const open = useRoom({ token, userId, room: room.room })
  const empty = room.kind === 'dm' ? t.emptyDm : room.kind === 'department' ? t.emptyDepartment : t.emptyGroup
  return (
    <section className="pane" aria-label={room.title}>
      <header className="pane-head">
        <button type="button" className="tool full-back" aria-label={t.back} onClick={props.onBack}>
          <Icon name="back" />
        </button>
        <h2>{room.title}</h2>
      </header>
      {open ? <RoomView store={open.store} state={open.state} empty={empty} /> : <Skeleton />}
    </section>
  )
}

function isNarrow(): boolean {
  return matchMedia('(max-width: 760px)').matches
}
