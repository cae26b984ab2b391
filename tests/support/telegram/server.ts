import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readBody, type Upload } from './body.ts'
import { asApiError, checkedParameters, perform } from './dispatch.ts'
import { ApiError } from './errors.ts'
import type { Effect } from './faults.ts'
import { canonicalMethod } from './method-table.ts'
import type { Json } from './params.ts'
import type { WebhookOptions, WebhookSender } from './webhook.ts'
import type { CallRecord, World } from './world.ts'

export type ServerParts = { world: World; webhook: WebhookSender; webhookOptions: WebhookOptions }

function answer(response: ServerResponse, status: number, body: Json): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function answerError(response: ServerResponse, error: ApiError): void {
  const { code, description, parameters } = error
  answer(response, code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) })
}

async function sendFile(world: World, path: string, response: ServerResponse): Promise<void> {
  const bytes = await world.files.read(path)
  if (!bytes) return answerError(response, new ApiError(404, 'Not Found'))
  response
    .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
    .end(bytes)
}

async function delay(effects: Effect[], when: 'before' | 'after', signal: AbortSignal): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== 'delay' || effect.when !== when || signal.aborted) continue
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, effect.ms)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}

function throwInjected(effects: Effect[]): void {
  for (const effect of effects) {
    if (effect.kind !== 'error') continue
    throw new ApiError(effect.error.error_code, effect.error.description, effect.error.parameters)
  }
}

/** Performs one call and notes it; faults may come before or after the deed. */
export async function runCall(
  parts: ServerParts,
  method: string,
  input: { fields: Json; uploads: Map<string, Upload> },
  signal: AbortSignal,
): Promise<{ record: CallRecord; effects: Effect[]; error?: ApiError }> {
  const { world } = parts
  const name = canonicalMethod(method)
  const record: CallRecord = {
    method: name ?? method,
    params: input.fields,
    at: world.now(),
    outcome: undefined,
    performed: false,
    result: undefined,
    error: undefined,
  }
  const isPoll = name === 'getUpdates'
  ;(isPoll ? world.polls : world.calls).push(record)
  if (!isPoll) world.inFlight += 1
  let effects: Effect[] = []
  try {
    if (!name) throw new ApiError(404, 'Not Found')
    const base = { ...parts, method: name, uploads: input.uploads, signal }
    record.params = checkedParameters(base, input.fields)
    effects = world.faults.take(record)
    await delay(effects, 'before', signal)
    throwInjected(effects)
    if (
      !effects.some(
        (effect) => effect.kind === 'garble' || (effect.kind === 'drop' && effect.when === 'before'),
      )
    ) {
      record.result = structuredClone(await perform({ ...base, params: record.params }, name))
      record.performed = true
    }
    await delay(effects, 'after', signal)
    record.outcome = effects.some((effect) => effect.kind === 'drop' || effect.kind === 'garble')
      ? 'dropped'
      : 'ok'
    return { record, effects }
  } catch (thrown) {
    const error = asApiError(thrown)
    record.outcome = 'error'
    record.error = { code: error.code, description: error.description }
    return { record, effects, error }
  } finally {
    if (!isPoll) world.inFlight -= 1
    world.changed.emit()
  }
}

async function handle(parts: ServerParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://stand-in')
  const match = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname))
  if (!match) return answerError(response, new ApiError(404, 'Not Found'))
  const [, file, token, rest = ''] = match
  if (token !== parts.world.token) {
    request.resume()
    return answerError(response, new ApiError(401, 'Unauthorized'))
  }
  if (file) return sendFile(parts.world, rest, response)
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const input = await readBody(request, url.searchParams)
  const { record, effects, error } = await runCall(parts, rest, input, gone.signal)
  if (error) return answerError(response, error)
  const garble = effects.find((effect) => effect.kind === 'garble')
  if (garble) {
    response.writeHead(garble.status, { 'content-type': 'text/html' }).end(garble.body)
    return
  }
  if (record.outcome === 'dropped') {
    request.socket.destroy()
    return
  }
  answer(response, 200, { ok: true, result: record.result })
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
