import type { PlaceMarks } from './place-marks.ts'

const CORRECTS =
  /不是.{1,16}?(?:,|。|\s|而)?是|是.{1,16}?(?:,|\s)?不是|(?:写|说|打|发|报|填|记)错了?|更正|纠正|应该是|应为|改成|改为|不对|地址(?:是|错)|搞错了?.{0,4}是|^\*/

/** The marks of the right place in "不是3单元 是2单元"; null when nothing is put right. */
export function correctedPlace(text: string, marks: PlaceMarks): PlaceMarks | null {
  if (text.length > 60 || !CORRECTS.test(text)) return null
  const denied = (span: { start: number }) =>
    /(?:不是|不在|并非)(?:在|我们)?$/.test(text.slice(Math.max(0, span.start - 5), span.start).trim())
  const names = marks.names.filter((span) => !denied(span))
  const chains = marks.chains.filter((span) => !denied(span))
  const landmarks = marks.landmarks.filter((span) => !denied(span))
  if (names.length + chains.length + landmarks.length === 0) return null
  return { ...marks, names, chains, landmarks }
}
