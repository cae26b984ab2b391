import { useEffect, useRef, useState } from 'react'
import type { WireDemo } from '../../http/web-chat/wire.ts'
import { BotAvatar } from '../chat/avatar.tsx'
import { t } from '../texts/index.ts'
import { castOf, type PaneCast, type PaneKind } from './cast.ts'
import { Guide } from './guide.tsx'
import { PaneView } from './pane-view.tsx'
import { type Pane, usePane } from './use-pane.ts'

/** Three chats side by side, each as one person; on a phone one at a time under tabs. */
export function DemoPage({ demo }: { demo: WireDemo }) {
  const [casts] = useState(() => castOf(demo, `${t.paneTabs.dm} · ${t.bot}`))
  const [shown, setShown] = useState<PaneKind>('work')
  const [panes, setPanes] = useState<Partial<Record<PaneKind, Pane>>>({})
  return (
    <div className="demo">
      <header className="demo-head">
        <BotAvatar />
        <div>
          <h1>
            {t.brand} <span>{t.demoTitle(demo.town)}</span>
          </h1>
          <p>{t.demoTagline}</p>
        </div>
      </header>
      <Guide panes={panes} onShow={setShown} />
      <div className="tabs" role="tablist" aria-label={t.rooms}>
        {casts.map((cast) => (
          <Tab
            key={cast.kind}
            cast={cast}
            pane={panes[cast.kind]}
            selected={shown === cast.kind}
            onSelect={setShown}
          />
        ))}
      </div>
      <main className="panes">
        {casts.map((cast) => (
          <LivePane
            key={cast.kind}
            cast={cast}
            hidden={shown !== cast.kind}
            onChange={(pane) => setPanes((all) => ({ ...all, [cast.kind]: pane }))}
          />
        ))}
      </main>
    </div>
  )
}

/** Keeps a pane running while it is hidden and tells the page about it. */
function LivePane(props: { cast: PaneCast; hidden: boolean; onChange: (pane: Pane) => void }) {
  const pane = usePane(props.cast)
  const { speaker, open, error } = pane
  // biome-ignore lint/correctness/useExhaustiveDependencies: told whenever what others show has changed
  useEffect(() => props.onChange(pane), [speaker, open?.store, open?.state, error])
  return <PaneView pane={pane} hidden={props.hidden} />
}

function Tab(props: {
  cast: PaneCast
  pane: Pane | undefined
  selected: boolean
  onSelect: (kind: PaneKind) => void
}) {
  const { cast, pane, selected } = props
  const seen = useRef<number | null>(null)
  const cursor = pane?.open?.state.phase === 'ready' ? pane.open.state.cursor : null
  // What is there when the room opens counts as read.
  if (cursor !== null && (selected || seen.current === null)) seen.current = cursor
  const fresh =
    pane?.open?.state.posts.filter(
      (post) => post.seq > (seen.current ?? 0) && post.author !== pane.open?.store.me,
    ).length ?? 0
  return (
    <button type="button" role="tab" aria-selected={selected} onClick={() => props.onSelect(cast.kind)}>
      {t.paneTabs[cast.kind]}
      {!selected && fresh > 0 && (
        <span className="dot">
          <span className="for-readers">{t.unread(fresh)}</span>
        </span>
      )}
    </button>
  )
}
