import { fc, test } from '@fast-check/vitest'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { BarChart, ColumnChart, Lettering } from '../../../src/lib/chart/chart.ts'
import { CHART_WIDTH, chartSvg } from '../../../src/lib/chart/draw.ts'

/** Every character a square: what is laid out can be counted. */
const squares: Lettering = {
  width: (text, size) => [...text].length * size,
  path: (text, x, y) => (text === '' ? '' : `M${x} ${y}`),
}

interface Drawn {
  texts: { says: string; x: number; y: number }[]
  marks: { x: number; y: number; width: number; height: number; fill: string }[]
  width: number
  height: number
}

function draw(chart: BarChart | ColumnChart): Drawn {
  const svg = chartSvg(chart, squares)
  const number = (text: string | undefined): number => Number(text)
  const size = /width="(\d+)" height="(\d+)"><defs>/.exec(svg)
  return {
    texts: [...svg.matchAll(/aria-label="([^"]*)" fill="[^"]*" d="M([\d.-]+) ([\d.-]+)"/g)].map(
      ([, says = '', x, y]) => ({ says, x: number(x), y: number(y) }),
    ),
    marks: [
      ...svg.matchAll(
        /<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)" rx="3" fill="([^"]+)"/g,
      ),
    ].map(([, x, y, width, height, fill = '']) => ({
      x: number(x),
      y: number(y),
      width: number(width),
      height: number(height),
      fill,
    })),
    width: number(size?.[1]),
    height: number(size?.[2]),
  }
}

const series = [{ colour: '#1f8a4c' }, { colour: '#c92a1f', striped: true }]
const bars = (rows: [string, number, number][]): BarChart => ({
  kind: 'bars',
  title: '超期 3 件',
  note: '东沁村',
  series,
  rows: rows.map(([label, done, late]) => ({
    label,
    bars: [
      { series: 0, value: done, says: `办结 ${done}` },
      { series: 1, value: late, says: `超期 ${late}` },
    ],
  })),
})
const columns = (values: number[]): ColumnChart => ({
  kind: 'columns',
  title: '本月办结',
  note: '东沁村',
  series: [{ colour: '#1f8a4c' }],
  columns: values.map((value, i) => ({ label: String(i + 1), value })),
})

describe('bars', () => {
  it('begin at zero, are as long as what they stand for, and nothing is drawn for nothing', () => {
    const { marks, texts } = draw(
      bars([
        ['3网格', 8, 2],
        ['2网格', 4, 0],
      ]),
    )
    expect(marks).toHaveLength(3)
    const [a, b, c] = marks
    expect(new Set(marks.map((m) => m.x)).size).toBe(1)
    expect([b?.width, c?.width].map((w) => (w ?? 0) / (a?.width ?? 1))).toEqual([
      expect.closeTo(0.25, 3),
      expect.closeTo(0.5, 3),
    ])
    expect(texts.map((t) => t.says)).toEqual(expect.arrayContaining(['3网格', '办结 8', '超期 2', '超期 0']))
  })

  it('of one series have one colour, those that matter have stripes for grey', () => {
    const chart = bars([['3网格', 8, 2]])
    expect(draw(chart).marks.map((m) => m.fill)).toEqual(['#1f8a4c', 'url(#stripes-1)'])
    expect(chartSvg(chart, squares)).toMatch(/<pattern id="stripes-1"[^>]*><rect [^>]*fill="#c92a1f"/)
  })

  it('shorten a name of forty characters', () => {
    const { texts } = draw(bars([['名'.repeat(40), 1, 1]]))
    expect(texts.find((t) => t.says.startsWith('名'))?.says).toMatch(/^名{5,12}…$/)
  })
})

describe('columns', () => {
  it('stand on zero and are as high as what they stand for', () => {
    const { marks } = draw(columns([2, 0, 4, 1]))
    expect(marks).toHaveLength(3)
    expect(new Set(marks.map((m) => Math.round(m.y + m.height))).size).toBe(1)
    const heights = marks.map((m) => m.height)
    expect(heights.map((h) => h / (heights[1] ?? 1))).toEqual([
      expect.closeTo(0.5, 2),
      1,
      expect.closeTo(0.25, 2),
    ])
  })

  it('of a week all have their number; of a month the highest and the last', () => {
    const said = (chart: ColumnChart): string[] =>
      draw(chart)
        .texts.slice(2)
        .map((t) => t.says)
    expect(said(columns([5, 0, 7]))).toEqual(['5', '1', '2', '7', '3'])
    const month = said(columns([...Array.from({ length: 29 }, (_, i) => 30 + (i % 3)), 31]))
    expect(month.filter((text) => Number(text) >= 30)).toEqual(expect.arrayContaining(['32', '31']))
    expect(month.filter((text) => Number(text) > 31)).toEqual(['32'])
  })
})

it('uses no font of the machine, and escapes what people wrote', () => {
  const svg = chartSvg(bars([['<g>"&\u0001', 1, 0]]), squares)
  expect(svg).not.toMatch(/<text|font-family|<g>/)
  expect(svg).toContain('aria-label="&lt;g&gt;&quot;&amp;"')
})

const chart = fc.oneof(
  fc
    .record({
      title: fc.string({ maxLength: 60, unit: 'grapheme' }),
      note: fc.string({ maxLength: 60 }),
      rows: fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 50 }), fc.nat(5000), fc.nat(5000)), {
        maxLength: 10,
      }),
    })
    .map(({ title, note, rows }): BarChart => ({ ...bars(rows), title, note })),
  fc.array(fc.nat(5000), { maxLength: 31 }).map(columns),
)

test.prop([chart], { numRuns: 300 })('everything lies within the picture', (any) => {
  const { marks, texts, width, height } = draw(any)
  expect(width).toBe(CHART_WIDTH)
  for (const mark of marks) {
    expect(mark.x).toBeGreaterThanOrEqual(0)
    expect(mark.x + mark.width).toBeLessThanOrEqual(width)
    expect(mark.y + mark.height).toBeLessThanOrEqual(height)
  }
  for (const { y } of texts) expect(y).toBeLessThan(height)
})

test.prop([chart], { numRuns: 20 })('is a picture that can be read', async (any) => {
  const { width, height } = await sharp(Buffer.from(chartSvg(any, squares))).metadata()
  expect([width, height]).toEqual([CHART_WIDTH, draw(any).height])
})
