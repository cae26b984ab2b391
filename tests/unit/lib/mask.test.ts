import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { maskName, maskText } from '../../../src/lib/mask.ts'

describe('maskText', () => {
  it.each([
    ['打13800138000找我', '打138****8000找我'],
    ['138 0013 8000', '138****8000'],
    ['+86 138-0013-8000', '+86 138****8000'],
    ['008613800138000', '0086138****8000'],
    ['013800138000', '0138****8000'],
    ['１３８００１３８０００', '138****8000'],
    ['幺三八零零幺三八零零零', '138****8000'],
    ['电话一三八〇〇一三八〇〇〇谢谢', '电话138****8000谢谢'],
    ['壹叁捌零零壹叁捌零零零', '138****8000'],
    ['138零零138零零零', '138****8000'],
    ['①③⑧00138000', '138****8000'],
    ['⑬800138000', '138****8000'],
    ['1\u20e33\u20e38\u20e30\u20e30\u20e31\u20e33\u20e38\u20e30\u20e30\u20e30\u20e3', '138****8000'],
    ['1\u200b3\u200b8\u200b00138000', '138****8000'],
    ['（138）0013-8000', '（138****8000'],
    ['微信13800138000abc', '微信138****8000abc'],
    ['13800138000/13900139000', '138****8000/139****9000'],
    ['1380013800013900139000', '138****8000139****9000'],
    ['家里电话0573-88123456', '家里电话0573-****3456'],
    ['（0573）8812 3456', '（0573）****3456'],
    ['身份证330501199001011234。', '身份证330***********1234。'],
    ['33050119900101123x', '330***********123x'],
    ['330501 19900101 123X', '330***********123X'],
    ['330501900101123', '330********1123'],
    ['３３０５０１１９９００１０１１２３４', '330***********1234'],
  ])('%s → %s', (text, masked) => {
    expect(maskText(text)).toBe(masked)
    expect(maskText(masked)).toBe(masked)
  })

  it.each([
    '3号网格一单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响',
    'DZ-2607-0031',
    '2026-11-22 08:05,今天 18:30 前',
    '三网格一单元二楼三号五户七八九人',
    '东经120.0833,北纬30.3100',
    '户号 1234567890,抄表 00123456',
    '',
  ])('leaves alone: %s', (text) => {
    expect(maskText(text)).toBe(text)
  })
})

const faces: readonly (readonly string[])[] = [
  ['0', '０', '零', '〇', '⓪', '٠', '𝟎', '0\ufe0f\u20e3'],
  ['1', '１', '一', '幺', '①', '١', '𝟏', '壹'],
  ['2', '２', '二', '贰', '②', '٢', '𝟐', '两'],
  ['3', '３', '三', '叁', '③', '٣', '𝟑', '3\u200d'],
  ['4', '４', '四', '肆', '④', '٤', '𝟒'],
  ['5', '５', '五', '伍', '⑤', '٥', '𝟓'],
  ['6', '６', '六', '陆', '⑥', '٦', '𝟔', '陸'],
  ['7', '７', '七', '柒', '⑦', '٧', '𝟕', '拐'],
  ['8', '８', '八', '捌', '⑧', '٨', '𝟖'],
  ['9', '９', '九', '玖', '⑨', '٩', '𝟗', '勾'],
]
const digitOf = new Map(faces.flatMap((all, digit) => all.map((face) => [[...face][0], digit] as const)))
const separators = ['', '', ' ', '-', ' - ', '—', '.', '·', '\u3000', '\u200b', ',', '(', '）', '/', '、']

/** Digits and stars of a text, read without the help of what is tested. */
function digitsOf(text: string): string {
  return [...text].map((c) => (c === '*' ? '*' : (digitOf.get(c) ?? ''))).join('')
}

const mobile = fc
  .tuple(fc.constantFrom(...'3456789'), fc.stringMatching(/^[0-9]{9}$/))
  .map(([second, rest]) => `1${second}${rest}`)

const disguised = mobile.chain((digits) =>
  fc
    .tuple(
      fc.tuple(...[...digits].map((digit) => fc.constantFrom(...(faces[Number(digit)] ?? [digit])))),
      fc.array(fc.constantFrom(...separators), { minLength: 10, maxLength: 10 }),
      fc.constantFrom('', '+86', '86', '0086', '0', '+86 ', '86-'),
    )
    .map(([shown, gaps, prefix]) => ({
      digits,
      text: prefix + shown.map((face, i) => face + (gaps[i] ?? '')).join(''),
    })),
)

const edge = fc.constantFrom('电话', '找', ':', 'a', '\n', '号', '*')
const surroundings = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...'0123456789138 -./*'), maxLength: 20 }),
  fc.string({ unit: fc.constantFrom(...faces.flat(), ...separators), maxLength: 12 }),
)

test('no mobile survives, however it is written and whatever stands around it', () => {
  fc.assert(
    fc.property(surroundings, edge, disguised, edge, surroundings, (before, left, phone, right, after) => {
      const masked = maskText(before + left + phone.text + right + after)
      return !digitsOf(masked).includes(phone.digits) || digitsOf(before + after).includes(phone.digits)
    }),
    { numRuns: 3000 },
  )
})

test('numbers side by side with nothing but separators between hide each other no better', () => {
  const crowd = fc.array(fc.tuple(disguised, fc.constantFrom(' ', '-', '、', ' / ')), {
    minLength: 2,
    maxLength: 4,
  })
  fc.assert(
    fc.property(crowd, (phones) => {
      const masked = digitsOf(maskText(phones.map(([phone, gap]) => phone.text + gap).join('')))
      return phones.every(([phone]) => !masked.includes(phone.digits))
    }),
    { numRuns: 1000 },
  )
})

test('text without a digit of any kind comes back as it was', () => {
  const plain = fc
    .string({ unit: 'grapheme', maxLength: 60 })
    .filter((t) => digitsOf(t) === '' && !/\p{N}/u.test(t))
  fc.assert(fc.property(plain, (text) => maskText(text) === text))
})

describe('maskName', () => {
  it.each([
    ['陈淑华', '陈**'],
    ['王芳', '王*'],
    ['欧阳修远', '欧**'],
    ['李', '李*'],
    [' John Smith ', 'J**'],
    ['𠮷野家', '𠮷**'],
    ['', ''],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked)
  })
})
