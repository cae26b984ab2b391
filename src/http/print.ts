import { createHash } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import type { PrintPage } from '../app/print/page.ts'

export interface PrintDeps {
  /** null: no such page, or not for whoever has this link. */
  page(token: string): Promise<PrintPage | null>
}

const STYLE = `
body{font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#111;max-width:44rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.35rem;margin:.2rem 0}h2{font-size:1rem;margin:1.4rem 0 .3rem;border-bottom:1px solid #999}
p{margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}ol{margin:.3rem 0;padding-left:1.4rem}
header{display:flex;justify-content:space-between;color:#444;border-bottom:2px solid #111}
figure{margin:0;display:grid;grid-template-columns:1fr 1fr;gap:.6rem}img{width:100%;max-height:9cm;object-fit:contain;break-inside:avoid}
footer{margin-top:1.6rem;color:#444;font-size:.85rem;display:flex;justify-content:space-between}
@page{size:A4;margin:16mm}@media print{body{margin:0;max-width:none;padding:0;font-size:11pt}}
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
/** Nothing runs on the page and nothing is fetched for it. */
const CONTENT_SECURITY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const section = (head: string, body: string): string => `<section><h2>${escaped(head)}</h2>${body}</section>`
const list = (lines: readonly string[]): string =>
  `<ol>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ol>`

function html({ locale, town, number, title, lines, heads, steps, notes, photos, foot }: PrintPage): string {
  const images = photos.map(
    ({ mime, bytes }) =>
      `<img alt="" src="data:${escaped(mime)};base64,${Buffer.from(bytes).toString('base64')}">`,
  )
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escaped(number)}</title><style>${STYLE}</style></head><body>
<header><span>${escaped(town)}</span><span>${escaped(number)}</span></header>
<h1>${escaped(title)}</h1>${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}
${steps.length > 0 ? section(heads.steps, list(steps)) : ''}${notes.length > 0 ? section(heads.notes, list(notes)) : ''}
${images.length > 0 ? section(heads.photos, `<figure>${images.join('')}</figure>`) : ''}
<footer><span>${escaped(foot)}</span><span>${escaped(heads.signed)}</span></footer></body></html>`
}

/** `/print/TOKEN`: one ticket on a page to be printed. */
export const printPlugin: FastifyPluginAsync<PrintDeps> = async (app, { page }) => {
  app.get<{ Params: { token: string } }>('/print/:token', async ({ params }, reply) => {
    const found = await page(params.token)
    if (!found) return reply.callNotFound()
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', CONTENT_SECURITY)
      .header('referrer-policy', 'no-referrer')
      .send(html(found))
  })
}
