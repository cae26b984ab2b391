import type { Features } from '../../lib/linear/model.ts'
import { type LinearModel, shareOf } from '../../lib/linear/model.ts'
import { saysMended } from './context.ts'
import { runsOf } from './model/features.ts'
import type { Reading } from './types.ts'

/** Longer texts tell something new, whatever they say of the old. */
const LONGEST = 80
/** Share from which words end an earlier report; more is asked of words that have nothing of an end. */
const SURE = { plain: 0.55, unusual: 0.85 }
const ENDS =
  /[好亮通灭退停散走开撤掉完熄醒回]了|找[到着]|回来|来[电水气网]|解决|不用|没事|[拖开挪抬牵搬清运]走|[搞弄看听闻记报]错|恢复|正常|赔|道歉|搞定|已经|误|虚惊/
/** Words of a mistake take the report back, however they go on (搞错了 不用管了). */
const MISTAKEN = /[搞弄看听闻记报]错|误报|误会|虚惊|发错群|当我没[说讲]/
const ASKS = /[吗么没]\??$|\?$/
const SIGN = 0.4

/** What words about an earlier report are read by. */
export function aboutFeatures(text: string): Features {
  const signs = new Map([['is always', SIGN]])
  if (saysMended(text)) signs.set('says mended', SIGN)
  if (ASKS.test(text)) signs.set('asks', SIGN)
  return { runs: runsOf(text), signs }
}

/** Whether the words take an earlier report back or say that it is settled; null when neither. */
export function readAbout(text: string, model: LinearModel): Reading['about'] {
  if (text === '' || text.length > LONGEST) return null
  const features = aboutFeatures(text)
  const withdrawn = shareOf(model, features, 'withdrawn')
  const resolved = shareOf(model, features, 'resolved')
  if (withdrawn + resolved < (ENDS.test(text) ? SURE.plain : SURE.unusual)) return null
  return withdrawn > resolved || MISTAKEN.test(text) ? 'withdrawn' : 'resolved_by_reporter'
}
