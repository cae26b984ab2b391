import { BUILT_IN_TAXONOMY } from '../../src/domain/area/built-in-taxonomy.ts'
import { weighActs } from '../../src/domain/understanding/act.ts'
import { type Clause, clausesOf } from '../../src/domain/understanding/clauses.ts'
import { readPastSlips } from '../../src/domain/understanding/confusion/read-past.ts'
import { type Framed, frameEvidence } from '../../src/domain/understanding/context.ts'
import {
  actFeatures,
  leafFeatures,
  runsOf,
  urgencyContexts,
  urgencyFeatures,
} from '../../src/domain/understanding/model/features.ts'
import { normalise } from '../../src/domain/understanding/normalise.ts'
import { lexiconScorer } from '../../src/domain/understanding/score.ts'
import { readUrgency } from '../../src/domain/understanding/urgency-rules.ts'
import type { ContextLesson } from '../../src/lib/linear/contexts.ts'
import type { Lesson } from '../../src/lib/linear/fit.ts'
import type { CorpusMessage } from './corpus.ts'

const scorer = lexiconScorer({ taxonomy: [...BUILT_IN_TAXONOMY], lexicon: [] })
const usual = new Map(BUILT_IN_TAXONOMY.map(({ code, urgency }) => [code, urgency]))

/** What one message teaches: its act, and where it tells a single matter, leaf and urgency of that. */
export interface Lessons {
  hand: string
  /** How many matters it tells; 0 when it opens no ticket. */
  matters: number
  looked: { text: string; clauses: readonly Clause[]; evidence: readonly Framed[]; hasPhoto: boolean }
  act: Lesson
  leaf?: Lesson
  urgency?: ContextLesson
  /** Whether any of it is an emergency; absent where that was not judged. */
  danger?: Lesson
}

/** Looks at a message as the reader does, but without a town: the corpus is of no town. */
export function lessonsOf({ hand, act, incidents, dm, hasPhoto, text }: CorpusMessage): Lessons {
  const plain = readPastSlips(normalise(text), [])
  const clauses = clausesOf(plain.text, plain.hints.breaks)
  const evidence = frameEvidence(scorer(plain.text, clauses), clauses, plain.text)
  const nowhere = { namesTown: false, namesPlace: false, replies: false, hasOpenTicket: false }
  const weighed = weighActs({ plain, evidence, hasPhoto, dm, ...nowhere })
  const runs = runsOf(plain.text)
  const lessons: Lessons = {
    hand,
    matters: incidents.length,
    looked: { text: plain.text, clauses, evidence, hasPhoto },
    act: { label: act, features: actFeatures(runs, plain, evidence, weighed, { hasPhoto, dm }) },
  }
  if (incidents.every(({ urgency }) => urgency !== null)) {
    const grave = incidents.some(({ urgency }) => urgency === 'emergency')
    lessons.danger = { label: grave ? 'yes' : 'no', features: leafFeatures(runs, evidence) }
  }
  const [only, another] = incidents
  if (!only || another) return lessons
  const level = usual.get(only.category) ?? 'normal'
  const ruled = readUrgency(only.category, level, plain.text)
  const leaf = { label: only.category, features: leafFeatures(runs, evidence) }
  if (only.urgency === null) return { ...lessons, leaf }
  return {
    ...lessons,
    leaf,
    urgency: {
      label: only.urgency,
      features: urgencyFeatures(runs, only.category, level, ruled),
      contexts: urgencyContexts(only.category, level),
    },
  }
}
