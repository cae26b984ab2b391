import { readdirSync, readFileSync } from 'node:fs'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { BarChart } from '../../../src/lib/chart/chart.ts'
import { chineseLettering } from '../../../src/lib/chart/letters.ts'
import { chartPng } from '../../../src/lib/chart/picture.ts'

const letters = await chineseLettering()
/** No character of any font: what the font draws where it has no letter. */
const BOX = '\u{e123}'

/** All characters of GB 2312, the set of the national standard for common use. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gbk')
  const found: string[] = []
  for (let row = 0xb0; row <= 0xf7; row++)
    for (let cell = 0xa1; cell <= 0xfe; cell++) {
      // The last five places of the first part are empty.
      if (row === 0xd7 && cell > 0xf9) continue
      found.push(decoder.decode(new Uint8Array([row, cell])))
    }
  return found
}

function shapeOf(char: string): string {
  return letters.path(char, 0, 0, 100)
}

it('every common character has a letter of its own', () => {
  const all = gb2312()
  expect(all).toHaveLength(6763)
  expect(all.filter((char) => !letters.has(char))).toEqual([])
})

it('so has everything that stands in the demo town, and rare characters of village names', () => {
  const folder = 'prisma/towns/dongzhuang'
  const tables = readdirSync(folder).filter((name) => name.endsWith('.csv'))
  const town = new Set(tables.map((name) => readFileSync(`${folder}/${name}`, 'utf8')).join(''))
  expect(town.size).toBeGreaterThan(300)
  const rare = [...'垟岙嶴墺峧鲘埗塱圳垸湴圩寮溇漈墘坶劐沁浦埕汕洑']
  const shown = [...town, ...rare].filter((char) => char.trim() !== '' && char !== '\ufeff')
  expect(shown.filter((char) => !letters.has(char))).toEqual([])
  expect(shown.filter((char) => shapeOf(char) === shapeOf(BOX) || shapeOf(char) === '')).toEqual([])
  const different = new Set(rare.map(shapeOf))
  expect(different.size).toBe(rare.length)
})

it('a strange one is a box, a sign of an emoji font is nothing', () => {
  expect(letters.has(BOX)).toBe(false)
  expect(shapeOf(BOX)).not.toBe('')
  expect(letters.width('😀\u200d', 20)).toBe(0)
})

it('widths and places grow with the size, in both weights', () => {
  expect(letters.width('网格', 30)).toBe(60)
  expect(letters.width('12', 30)).toBeLessThan(40)
  expect(letters.width('网格', 30, 'bold')).toBe(60)
  expect(letters.path('网', 0, 0, 30, 'bold')).not.toBe(letters.path('网', 0, 0, 30))
  expect(letters.path('一', 100, 50, 20)).toMatch(/^M1\d\d\.\d 4\d\.\d/)
})

function chartOf(label: string): BarChart {
  const bars = [{ series: 0, value: 3, says: '3' }]
  return { kind: 'bars', title: '', note: '', series: [{ colour: '#1f8a4c' }], rows: [{ label, bars }] }
}

async function pixels(label: string): Promise<Buffer> {
  return sharp(await chartPng(chartOf(label)))
    .greyscale()
    .raw()
    .toBuffer()
}

it('the picture shows the letters, not boxes, and the same ones again', async () => {
  const [name, boxes, other, again] = await Promise.all(
    ['垟岙峧', BOX.repeat(3), '垟岙墺', '垟岙峧'].map(pixels),
  )
  const differing = (a: Buffer | undefined, b: Buffer | undefined): number =>
    a && b ? a.filter((value, i) => Math.abs(value - (b[i] ?? 0)) > 100).length : 0
  expect(differing(name, boxes)).toBeGreaterThan(200)
  expect(differing(name, other)).toBeGreaterThan(50)
  expect(differing(name, again)).toBe(0)
})

it('a chart takes less than 300 ms once the font is read', async () => {
  const rows = Array.from({ length: 10 }, (_, i) => ({
    label: `东沁村${i}网格`,
    bars: [0, 1].map((series) => ({ series, value: i, says: `办结 ${i}` })),
  }))
  const chart: BarChart = { ...chartOf(''), title: '本周办结 45 件，没有超期', rows }
  await chartPng(chart)
  const took: number[] = []
  for (let i = 0; i < 5; i++) {
    const from = process.cpuUsage()
    await chartPng(chart)
    const { user, system } = process.cpuUsage(from)
    took.push((user + system) / 1000)
  }
  // Time of the processor, and the quickest of them: other tests share the machine.
  expect(Math.min(...took)).toBeLessThan(300)
})
