import { bareTown } from '../../domain/area/bare-town.ts'
import { indexTown } from '../../domain/area/town.ts'
import { read } from '../../domain/understanding/read.ts'
import type { ReadInput } from '../../domain/understanding/types.ts'
import type { OpinionErrorCode, SecondOpinion } from '../ports-opinion.ts'
import { parseAnswer } from './answer.ts'
import { answerOf } from './consult.ts'
import { questionOf } from './prompt.ts'

const EXAMPLE: ReadInput = {
  text: '村口的路灯三天不亮了',
  hasPhoto: false,
  at: new Date(0),
  conversation: { kind: 'group', area: null },
  sender: { role: 'resident', area: null },
}

/** What came of an example; `limitMs` is how long a town waits by default. */
export type Tried =
  | { kind: 'fits' | 'unfit'; ms: number; limitMs: number }
  | { kind: 'failed'; code: OpinionErrorCode }

/** Asks a model about a made-up report in a made-up town, as it would be asked about a real one. */
export async function tryModel(model: SecondOpinion, patienceMs: number): Promise<Tried> {
  const town = indexTown(bareTown('SL', '示例镇'))
  const reading = read(EXAMPLE, { recent: [], open: [] }, town)
  const begun = performance.now()
  const said = await answerOf(model, questionOf(EXAMPLE, reading, town, []), patienceMs)
  if (!said.ok) return { kind: 'failed', code: said.code }
  const ms = performance.now() - begun
  const fits = parseAnswer(said.content, EXAMPLE, reading, town) !== null
  return { kind: fits ? 'fits' : 'unfit', ms, limitMs: town.policy.secondOpinion.timeoutMs }
}
