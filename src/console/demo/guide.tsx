import { type ReactNode, useState } from 'react'
import { quoteOf } from '../chat/room-view.tsx'
import { preparePhoto } from '../room/photo.ts'
import { t } from '../texts/index.ts'
import type { PaneKind } from './cast.ts'
import { type Scene, sceneOf } from './story.ts'
import type { Pane } from './use-pane.ts'
import afterUrl from './wire-after.jpg'
import beforeUrl from './wire-before.jpg'

/** A story begun this long ago is gone on with after a reload. */
const RECENT_MS = 15 * 60_000

interface Props {
  panes: Readonly<Partial<Record<PaneKind, Pane>>>
  /** On a phone: brings the pane in which something happens to the front. */
  onShow: (kind: PaneKind) => void
}

/** Tells the main story step by step; each step can be taken with one tap or by hand in the chats. */
export function Guide({ panes, onShow }: Props) {
  const [since, setSince] = useState(() => new Date(Date.now() - RECENT_MS).toISOString())
  const posts = (kind: PaneKind) => panes[kind]?.open?.state.posts ?? []
  const scene = sceneOf(
    { work: posts('work'), department: posts('department'), dm: posts('dm') },
    t.sentence,
    since,
  )
  const again = () => setSince(new Date().toISOString())
  return (
    <section className="guide" aria-label={t.guide}>
      <ol className="guide-steps">
        {(['report', 'accept', 'resolve', 'confirm'] as const).map((step, index) => (
          <li
            key={step}
            className={stepClass(step, scene)}
            aria-current={step === scene.step ? 'step' : undefined}
          >
            <span className="guide-number" aria-hidden="true">
              {index + 1}
            </span>
            {t.steps[step]}
          </li>
        ))}
      </ol>
      <div className="guide-now" aria-live="polite">
        <SceneView scene={scene} panes={panes} onShow={onShow} onAgain={again} />
      </div>
    </section>
  )
}

function SceneView({ scene, panes, onShow, onAgain }: Props & { scene: Scene; onAgain: () => void }) {
  const reporter = panes.work?.cast.first.name ?? ''
  const handler = panes.department?.cast.first.name ?? ''
  const work = ready(panes.work)
  const department = ready(panes.department)

  if (scene.step === 'report') {
    return (
      <Line text={t.guideReport(reporter)}>
        <Action
          label={t.guideReportDo}
          disabled={!work}
          onDo={async () => {
            onShow('work')
            const photo = await ownPhoto(beforeUrl)
            work?.send({ text: '', photos: [photo] })
            work?.send({ text: t.sentence, photos: [] })
          }}
        />
      </Line>
    )
  }
  if (scene.step === 'accept') {
    if (scene.waiting) return <Line text={t.guideWaitCard} />
    return (
      <Line text={t.guideAccept(handler)}>
        <Action
          label={t.guideAcceptDo}
          disabled={!department}
          onDo={async () => {
            onShow('department')
            await department?.click(scene.postId, scene.token)
          }}
        />
      </Line>
    )
  }
  if (scene.step === 'resolve') {
    if (scene.waiting) return <Line text={t.guideWaitResolve} />
    return (
      <Line text={t.guideResolve(handler)}>
        <Action
          label={t.guideResolveDo}
          disabled={!department}
          onDo={async () => {
            onShow('department')
            const photos = [await ownPhoto(afterUrl)]
            department?.send({ text: t.fixed, photos, replyTo: quoteOf(scene.card) })
          }}
        />
      </Line>
    )
  }
  if (scene.step === 'confirm') {
    const { where, postId, yes, no } = scene
    const store = panes[where]?.open?.store
    const press = async (token: string) => {
      onShow(where)
      await store?.click(postId, token)
    }
    return (
      <Line text={t.guideConfirm}>
        <Action label={t.guideConfirmYes} disabled={!store} onDo={() => press(yes)} />
        {no && <Action label={t.guideConfirmNo} disabled={!store} quiet onDo={() => press(no)} />}
      </Line>
    )
  }
  return (
    <Line text={`${t.guideDone}${t.guideFree}`}>
      <Action label={t.guideAgain} onDo={async () => onAgain()} />
    </Line>
  )
}

function Line({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <>
      <p>{text}</p>
      {children && <div className="guide-actions">{children}</div>}
    </>
  )
}

function Action(props: { label: string; onDo: () => Promise<void>; disabled?: boolean; quiet?: boolean }) {
  const [busy, setBusy] = useState(false)
  return (
    <button
      type="button"
      className={props.quiet ? 'button' : 'button button-main'}
      disabled={props.disabled || busy}
      onClick={() => {
        setBusy(true)
        void props.onDo().finally(() => setBusy(false))
      }}
    >
      {props.label}
    </button>
  )
}

function ready(pane: Pane | undefined) {
  return pane?.open?.state.phase === 'ready' ? pane.open.store : undefined
}

/** The demo's own pictures; drawn for it, so they show nobody's house. */
async function ownPhoto(url: string) {
  return preparePhoto(await (await fetch(url)).blob())
}

const ORDER = ['report', 'accept', 'resolve', 'confirm', 'done'] as const

function stepClass(step: (typeof ORDER)[number], scene: Scene): string {
  const [here, there] = [ORDER.indexOf(step), ORDER.indexOf(scene.step)]
  return here < there ? 'guide-past' : here === there ? 'guide-here' : ''
}
