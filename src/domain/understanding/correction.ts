import type { PlaceMarks } from './place-marks.ts'

const CORRECTS =
  /不是.{1,16}?(?:,|。|\s|而)?是|是.{1,16}?(?:,|\s)?不是|(?:写|说|打|发|报|填|记)错了?|更正|纠正|应该是|应为|改成|改为|不对|地址(?:是|错)|搞错了?.{0,4}是|^\*/

/** The marks of the right place in "不是3单元 是2单元"; null when nothing is put right. */
export function correctedPlace(text: string, marks: PlaceMarks): PlaceMarks | null {
  if (text.length > 60 || !CORRECTS.test(text)) return null
  const wrong = marks.phrases.filter((phrase) => phrase.denied)
  const stays = (span: { start: number; end: number }) =>
    !wrong.some((phrase) => span.start >= phrase.start && span.end <= phrase.end)
  const names = marks.names.filter(stays)
  const chains = marks.chains.filter(stays)
  const landmarks = marks.landmarks.filter(stays)
  if (names.length + chains.length + landmarks.length === 0) return null
  return { names, chains, landmarks, phrases: marks.phrases.filter((phrase) => !phrase.denied) }
}
