import sharp from 'sharp'
import type { Chart } from './chart.ts'
import { chartSvg } from './draw.ts'
import { chineseLettering } from './letters.ts'

/** The chart as a PNG, `CHART_WIDTH` pixels wide; needs no font on the machine. */
export async function chartPng(chart: Chart): Promise<Buffer> {
  const svg = chartSvg(chart, await chineseLettering())
  return sharp(Buffer.from(svg)).png({ compressionLevel: 6 }).toBuffer()
}
