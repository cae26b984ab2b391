import { subHours } from 'date-fns'
import type { Town } from '../../domain/area/town.ts'
import { type Adapter, type PackedAdapter, packAdapter } from '../../domain/understanding/model/adapter.ts'
import {
  createExaminer,
  type Figures,
  FOLDS,
  foldOf,
  isBetter,
  learnAdapter,
  type Score,
} from '../../domain/understanding/model/learn.ts'
import {
  chooseExamples,
  createListener,
  type Example,
  isCorrection,
} from '../../domain/understanding/model/lessons.ts'
import { shippedModel } from '../../domain/understanding/model/shipped.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { App } from '../context.ts'
import type { TownModelRow } from '../store-port/town-model.ts'
import { adapterOf } from './reader.ts'

/** Hours between two trainings. */
const EVERY_HOURS = 1
/** Rows looked at: more than are learned from, since some are left out. */
const LOOKED_AT = 4000

/** Whether enough is new since the last training, which was long enough ago. */
export async function isLearningDue(app: App): Promise<boolean> {
  const view = await app.town()
  if (!view) return false
  const { after } = view.town.policy.learning
  return app.store.learningDue(after, shippedModel().version, subHours(app.now(), EVERY_HOURS))
}

/**
 * Learns the town's own model anew, where it is due, in one process at a time. It replaces the version in use only when
 * it reads better what it has not learned; else it is kept as refused, with its figures. Until the one write at the
 * end nothing has changed: a process that dies on the way leaves it due.
 */
export async function learn(app: App): Promise<void> {
  await app.store.inLane('learning', async () => {
    const view = await app.town()
    if (!view || !(await isLearningDue(app))) return
    const rows = await app.store.examples(LOOKED_AT)
    const inUse = await app.store.modelInUse()
    const { packed, figures, better } = await tried(rows, view.town, inUse, app)
    crashPoint('learning.trained')
    // Whoever has switched it off gets no other version by itself.
    const off = inUse?.version === 0
    const state = !better ? 'refused' : off ? 'kept' : 'in_use'
    const base = shippedModel().version
    const lastExample = rows.at(-1)?.id ?? 0
    const { keepVersions } = view.town.policy.learning
    const made = { madeAt: app.now(), base, packed, lastExample, figures, state } as const
    const version = await app.store.addModel(made, keepVersions)
    app.log.info({ version, state }, 'the town model was learned anew')
  })
}

interface Tried {
  packed: PackedAdapter | null
  figures: Figures | { failed: string }
  better: boolean
}

/** A training that fails is a refused version: reading goes on as before, and it is not tried again at once. */
async function tried(
  rows: readonly Example[],
  town: Town,
  inUse: TownModelRow | null,
  app: App,
): Promise<Tried> {
  try {
    const { adapter, figures } = await train(rows, town, inUse, app)
    return { packed: adapter && packAdapter(adapter), figures, better: adapter !== null && isBetter(figures) }
  } catch (error) {
    const failed = error instanceof Error ? error.name : 'unknown'
    app.log.error({ err: error }, 'the town model could not be learned')
    return { packed: null, figures: { failed }, better: false }
  }
}

/** The adapter from all examples, and how well those of the folds read what was left out. */
async function train(
  rows: readonly Example[],
  town: Town,
  inUse: TownModelRow | null,
  app: Pick<App, 'log'>,
): Promise<{ adapter: Adapter | null; figures: Figures }> {
  const shipped = shippedModel()
  const listen = createListener(shipped, town)
  const lessons = (await inPieces(chooseExamples(rows), listen)).filter((lesson) => lesson !== null)
  const before = adapterOf(inUse, app.log)
  const known = before?.base === shipped.version ? (inUse?.lastExample ?? 0) : 0
  const right = createExaminer(shipped, town)
  const figures: Figures = {
    examples: lessons.length,
    corrections: { n: 0, before: 0, after: 0 },
    confirmations: { n: 0, before: 0, after: 0 },
    allConfirmations: { n: 0, before: 0, after: 0 },
  }
  for (let fold = 0; fold < FOLDS; fold++) {
    const rest = lessons.filter((_, i) => foldOf(i) !== fold)
    const candidate = learnAdapter(rest, shipped, town)
    await breathe()
    const held = lessons.filter((_, i) => foldOf(i) === fold)
    await inPieces(held, ({ example }) => {
      const correction = isCorrection(example)
      const add = (score: Score, beside: Adapter | null): void => {
        score.n++
        if (right(example, beside)) score.before++
        if (right(example, candidate)) score.after++
      }
      if (!correction) add(figures.allConfirmations, null)
      // The version in use has learned from what was there when it was made: only what came since is fair.
      if (example.id > known) add(correction ? figures.corrections : figures.confirmations, before)
    })
  }
  await breathe()
  const adapter = lessons.length > 0 ? learnAdapter(lessons, shipped, town) : null
  return { adapter, figures }
}

/** Messages read at once: some tens of milliseconds. */
const PIECE = 40

/** Does the same with each; other work of this process goes on in between. */
async function inPieces<T, R>(list: readonly T[], work: (item: T) => R): Promise<R[]> {
  const done: R[] = []
  for (const [i, item] of list.entries()) {
    if (i % PIECE === 0) await breathe()
    done.push(work(item))
  }
  return done
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
