import { describe, expect, it } from 'vitest'
import { createTexts } from '../../../src/app/texts/index.ts'
import { Policy } from '../../../src/domain/area/policy.ts'

const withTexts = (texts: Record<string, string>) => createTexts(Policy.parse({ texts }))

describe('a town with its own wording', () => {
  it('is heard in Chinese; English and all else stay as they are', () => {
    const texts = withTexts({ 'photos-of': '{ $short }号现场', 'can-nothing': '请补充。' })
    expect(texts['zh-CN'].text('photos-of', { short: '31' })).toBe('31号现场')
    expect(texts['zh-CN'].text('can-nothing')).toBe('请补充。')
    expect(texts['zh-CN'].text('button-accept')).toBe('接单')
    expect(texts.en.text('photos-of', { short: '31' })).toBe('No. 31, photos from the place')
  })

  it('may use several lines, and fewer arguments', () => {
    const texts = withTexts({ 'help-dm': '直接写情况。\n/mine 看我报过的\n', 'card-resolved': '{ $result }' })
    expect(texts['zh-CN'].text('help-dm')).toBe('直接写情况。\n/mine 看我报过的')
    expect(texts['zh-CN'].text('card-resolved', { result: '换了新线', time: '9:40' })).toBe('换了新线')
  })

  it.each([
    ['an unclosed argument', 'photos-of', '{ $short号现场', /photos-of: cannot be read/],
    ['an argument without its sign', 'photos-of', '{ short }号现场', /photos-of: cannot be read/],
    ['nothing', 'photos-of', '', /photos-of: cannot be read/],
    ['an unknown argument', 'photos-of', '{ $number }号', /photos-of: there is no \{ \$number \}.*\$short/],
    ['an unknown key', 'photo-of', '现场', /photo-of: there is no such text/],
    ['a word of JavaScript as key', 'constructor', '现场', /constructor: there is no such text/],
  ])('is told of %s', (_, key, value, message) => {
    expect(() => withTexts({ [key]: value })).toThrow(message)
  })

  it('cannot smuggle in another message', () => {
    const texts = withTexts({ 'photos-of': '现场\nbutton-accept = 不接' })
    expect(texts['zh-CN'].text('button-accept')).toBe('接单')
  })
})
