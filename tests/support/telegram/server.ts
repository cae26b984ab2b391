import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readBody } from './body.ts'
import { asApiError } from './dispatch.ts'
import { ApiError } from './errors.ts'
import type { Json } from './params.ts'
import { type Ran, runCall, runDownload, type ServerParts } from './run-call.ts'

function answer(response: ServerResponse, status: number, body: Json): void {
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function answerError(response: ServerResponse, error: ApiError): void {
  const { code, description, parameters } = error
  answer(response, code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })
}

/** Answers what a call came to, or breaks off where a fault says so. */
function conclude(ran: Ran, request: IncomingMessage, response: ServerResponse, give: () => void): void {
  const garble = ran.effects.find((effect) => effect.kind === 'garble')
  if (ran.error) answerError(response, ran.error)
  else if (garble) response.writeHead(garble.status, { 'content-type': 'text/html' }).end(garble.body)
  else if (ran.record.outcome === 'dropped') request.socket.destroy()
  else give()
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const match = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname))
  const [, file, token, rest = ''] = match ?? []
  if (!match || token !== parts.world.token) {
    request.resume()
    return answerError(response, match ? new ApiError(401, 'Unauthorized') : new ApiError(404, 'Not Found'))
  }
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  if (file) {
    const ran = await runDownload(parts, rest, gone.signal)
    return conclude(ran, request, response, () => {
      const bytes = ran.record.result as Uint8Array
      const headers = { 'content-type': 'application/octet-stream', 'content-length': bytes.length }
      response.writeHead(200, headers).end(bytes)
    })
  }
  const input = await readBody(request, url.searchParams)
  const ran = await runCall(parts, rest, input, gone.signal)
  conclude(ran, request, response, () => answer(response, 200, { ok: true, result: ran.record.result }))
}

/** Starts the server on a free port of the loopback. */
export async function listen(parts: ServerParts): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => answerError(response, asApiError(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no port')
  return { server, url: `http://127.0.0.1:${address.port}` }
}
