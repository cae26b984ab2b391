import type { Town } from '../../domain/area/town.ts'
import { normalise } from '../../domain/understanding/normalise.ts'
import { maskText } from '../../lib/mask.ts'
import { isTitle, maskPersonNames } from '../../lib/person-names.ts'
import { PhraseIndex } from '../../lib/phrase-index.ts'

/** What a mask left of a number. */
const STARRED = /(?:(?<!\d)0\d{2,3}[\s)-]{0,2})?[\dx]*\*[\dx*]*/gi
/** Long numbers of any kind, plates, accounts, mail addresses. */
const ACCOUNTS =
  /[a-z0-9._+-]+@[a-z0-9.-]+|[a-z]+[._-][a-z0-9._-]+|\d[a-z0-9_]{5,}|\d(?:[ -]?\d){5,}|(?<![a-z0-9])[a-z]{1,3}[·.-]?\d[a-z0-9]{3,}/gi
const HANDLES = /(?<=(?:微信号?|v信|vx|wx|qq|抖音)[\s:是加]{0,3})[a-z0-9_-]{4,}/gi
/** Which house is needed to send somebody, which flat is not. */
const FLATS = /(?<=\d[号栋幢楼#单元层-]{1,3})\d{3,4}(?!\d)|\d{3,4}(?=室|房|户)/g

const indexes = new WeakMap<Town, PhraseIndex<true>>()

/** Names of the town's people, whole and without their surname (淑华). */
function namesOf(town: Town): PhraseIndex<true> {
  let index = indexes.get(town)
  if (!index) {
    index = new PhraseIndex()
    for (const { name } of town.people) {
      const plain = normalise(name).text
      if (plain.length < 2) continue
      index.add(plain, true)
      const given = plain.slice(-2)
      if (/^[\u4e00-\u9fff]{3,4}$/.test(plain) && !isTitle(given)) index.add(given, true)
    }
    indexes.set(town, index)
  }
  return index
}

/**
 * A message as it may leave the house: without numbers of people, accounts, flats, and names. `own` are names around
 * the message, of its sender and its chat. Stars stand where something was.
 */
export function maskForModel(plain: string, town: Town, own: readonly string[]): string {
  let text = maskText(plain).replace(STARRED, '***').replace(ACCOUNTS, '***').replace(HANDLES, '***')
  for (const hit of namesOf(town).longest(text))
    text = text.slice(0, hit.start) + '*'.repeat(hit.end - hit.start) + text.slice(hit.end)
  for (const name of own.map((each) => normalise(each).text))
    if (name.length >= 2) text = text.replaceAll(name, '*'.repeat(name.length))
  return maskPersonNames(text).replace(FLATS, '***')
}
