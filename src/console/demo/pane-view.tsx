import { RoomView } from '../chat/room-view.tsx'
import { Skeleton, Trouble } from '../chat/states.tsx'
import { t } from '../texts/index.ts'
import { type Speaker, speakerKey } from './cast.ts'
import type { Pane } from './use-pane.ts'

const EMPTY = { work: () => t.emptyGroup, department: () => t.emptyDepartment, dm: () => t.emptyDm } as const

/** One chat of the demo with the choice of who speaks above it. */
export function PaneView({ pane, hidden }: { pane: Pane; hidden: boolean }) {
  const { cast, speaker, open, error } = pane
  return (
    <section className={`pane${hidden ? ' pane-hidden' : ''}`} aria-label={cast.title} data-pane={cast.kind}>
      <header className="pane-head">
        <h2>{cast.title}</h2>
        <label className="speaker">
          <span className="speaker-word">{t.speakAs}</span>
          <select
            value={speakerKey(speaker)}
            onChange={(event) => {
              const chosen = cast.people.find((person) => speakerKey(person) === event.target.value)
              if (chosen) pane.speakAs(chosen)
            }}
          >
            {cast.people.map((person) => (
              <option key={speakerKey(person)} value={speakerKey(person)}>
                {describe(person)}
              </option>
            ))}
          </select>
        </label>
      </header>
      {open ? (
        <RoomView key={open.store.me} store={open.store} state={open.state} empty={EMPTY[cast.kind]()} />
      ) : error ? (
        <Trouble title={error.message} remedy={error.remedy} onRetry={pane.retry} />
      ) : (
        <Skeleton />
      )}
    </section>
  )
}

function describe(person: Speaker): string {
  if (!('personId' in person)) return `${person.name} · ${t.resident}`
  const label = person.labels[0]
  return label ? `${person.name} · ${t.label(label.place, t.roles[label.role])}` : person.name
}
