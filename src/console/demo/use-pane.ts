import { useCallback, useEffect, useState } from 'react'
import type { WireEntered } from '../../http/web-chat/wire.ts'
import { type ApiError, asApiError, doors } from '../api/client.ts'
import { type OpenRoom, useRoom } from '../room/use-room.ts'
import { type PaneCast, type Speaker, speakerKey } from './cast.ts'

export interface Pane {
  cast: PaneCast
  speaker: Speaker
  speakAs: (speaker: Speaker) => void
  open: OpenRoom | null
  error: ApiError | null
  retry: () => void
}

/** One pane of the demo: enters the town as its speaker and opens the room. */
export function usePane(cast: PaneCast): Pane {
  const [speaker, setSpeaker] = useState(cast.first)
  const [entered, setEntered] = useState<{ key: string; by: WireEntered } | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)
  const key = speakerKey(speaker)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try
  useEffect(() => {
    let current = true
    setError(null)
    const who = 'personId' in speaker ? { personId: speaker.personId } : { resident: speaker.resident }
    doors.enterDemo(who).then(
      (by) => current && setEntered({ key, by }),
      (fault: unknown) => current && setError(asApiError(fault)),
    )
    return () => {
      current = false
    }
  }, [key, speaker, attempt])

  const session = entered?.key === key ? entered.by : null
  const room = cast.room ?? session?.rooms.find((candidate) => candidate.kind === 'dm')?.room
  const open = useRoom(session && room ? { token: session.token, userId: session.me.userId, room } : null)
  const retry = useCallback(() => setAttempt((n) => n + 1), [])
  return { cast, speaker, speakAs: setSpeaker, open, error, retry }
}
