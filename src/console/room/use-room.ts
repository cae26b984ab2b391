import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { roomApi } from '../api/client.ts'
import { storageKeeper } from './keeper.ts'
import { emptyRoom, type RoomState } from './room-state.ts'
import { RoomStore } from './room-store.ts'

export interface OpenRoom {
  store: RoomStore
  state: RoomState
}

/** Opens the room for as long as the component is there; null until it is known who speaks where. */
export function useRoom(at: { token: string; userId: string; room: string } | null): OpenRoom | null {
  const { token, userId, room } = at ?? {}
  const store = useMemo(
    () =>
      token && userId && room
        ? new RoomStore(roomApi(token, room), userId, storageKeeper(userId, room))
        : null,
    [token, userId, room],
  )
  useEffect(() => {
    store?.start()
    return () => store?.stop()
  }, [store])
  const state = useSyncExternalStore(store?.subscribe ?? never, store?.snapshot ?? nothing)
  return store ? { store, state } : null
}

const never = () => () => undefined
const nothing = () => emptyRoom
