import { useEffect, useState } from 'react'
import type { WireDemo, WireEntered } from '../../http/web-chat/wire.ts'
import { type ApiError, asApiError, doors } from '../api/client.ts'
import { Avatar } from '../chat/avatar.tsx'
import { Skeleton, Trouble } from '../chat/states.tsx'
import { t } from '../texts/index.ts'
import { ChatPage } from './chat-page.tsx'
import { comeIn, keepToken } from './kept-session.ts'

/** Lets a person in by link or by an earlier visit; in the demo town by choosing who one is. */
export function ChatDoor() {
  const [entered, setEntered] = useState<WireEntered | null>(null)
  const [demo, setDemo] = useState<WireDemo | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try
  useEffect(() => {
    setError(null)
    comeIn()
      .then(async (by) => (by ? setEntered(by) : setDemo(await doors.demo())))
      .catch((fault: unknown) => setError(asApiError(fault)))
  }, [attempt])

  if (entered) return <ChatPage entered={entered} />
  if (demo)
    return <Choose demo={demo} onChosen={setEntered} onFault={(fault) => setError(asApiError(fault))} />
  if (error?.code === 'not_demo') return <Trouble title={t.needLink} remedy={t.needLinkWhy} />
  if (error)
    return <Trouble title={error.message} remedy={error.remedy} onRetry={() => setAttempt((n) => n + 1)} />
  return <Skeleton />
}

function Choose(props: {
  demo: WireDemo
  onChosen: (entered: WireEntered) => void
  onFault: (fault: unknown) => void
}) {
  const people = new Map(
    props.demo.rooms.flatMap((room) => room.people.map((person) => [person.personId, person])),
  )
  return (
    <main className="choose">
      <h1>{t.whoAreYou}</h1>
      <p>{t.demoNote}</p>
      <ul>
        {[...people.values()].map(({ personId, name, labels }) => (
          <li key={personId}>
            <button
              type="button"
              onClick={() =>
                doors.enterDemo({ personId }).then((entered) => {
                  keepToken(entered.token)
                  props.onChosen(entered)
                }, props.onFault)
              }
            >
              <Avatar name={name} id={personId} />
              <span>
                <strong>{name}</strong>
                {labels[0] && <small>{t.label(labels[0].place, t.roles[labels[0].role])}</small>}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  )
}
