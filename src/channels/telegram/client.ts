import { Api } from 'grammy'
import { ChannelError } from '../../app/ports.ts'
import { toChannelError } from './errors.ts'
import { MAX_DOWNLOAD } from './parts.ts'

/** Seconds a call may take, uploads and the long poll included. */
const CALL_TIMEOUT = 60
/** Milliseconds a download may take. */
const DOWNLOAD_TIMEOUT = 60_000

export interface TelegramClient {
  readonly token: string
  readonly api: Api
  /** Runs calls; whatever they throw comes out as a `ChannelError` without token or payload. */
  call<T>(work: (api: Api) => Promise<T>): Promise<T>
  /** Fetches a file by its file_id. Throws a `ChannelError`, `too_large` over `maxBytes` or Telegram's 20 MB. */
  download(fileId: string, maxBytes: number): Promise<Uint8Array>
}

interface ClientOptions {
  token: string
  /** Default `https://api.telegram.org`. */
  apiRoot?: string | undefined
  /** For the bytes of files; calls go through grammY's own. */
  fetch?: typeof fetch | undefined
}

export function createClient(options: ClientOptions): TelegramClient {
  const { token } = options
  const root = (options.apiRoot ?? 'https://api.telegram.org').replace(/\/+$/, '')
  const get = options.fetch ?? fetch
  const api = new Api(token, { apiRoot: root, timeoutSeconds: CALL_TIMEOUT })

  async function call<T>(work: (api: Api) => Promise<T>): Promise<T> {
    try {
      return await work(api)
    } catch (fault) {
      throw toChannelError(fault, token)
    }
  }

  async function download(fileId: string, maxBytes: number): Promise<Uint8Array> {
    const file = await call((on) => on.getFile(fileId))
    if ((file.file_size ?? 0) > Math.min(maxBytes, MAX_DOWNLOAD)) throw tooLarge(maxBytes)
    if (!file.file_path) throw new ChannelError('transient', 'getFile: no path yet')
    const path = file.file_path.split('/').map(encodeURIComponent).join('/')
    try {
      const response = await get(`${root}/file/bot${token}/${path}`, {
        signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT),
      })
      return await readBody(response, maxBytes)
    } catch (fault) {
      throw toChannelError(fault, token)
    }
  }

  return { token, api, call, download }
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (!response.ok || !response.body) {
    await response.body?.cancel()
    const code = response.status === 404 || response.status === 410 ? 'expired' : 'transient'
    throw new ChannelError(code, `file: ${response.status}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop by a throw cancels the body, so a server that lies about its size costs no more than the limit.
  for await (const chunk of response.body) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge(maxBytes)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, size)
}

function tooLarge(maxBytes: number): ChannelError {
  return new ChannelError('too_large', `file: over ${maxBytes} bytes`)
}

type GrammySignal = NonNullable<Parameters<Api['deleteWebhook']>[1]>

/** grammY types its signals after an older package; they are the same at run time. */
export function grammySignal(signal: AbortSignal): GrammySignal {
  return signal as GrammySignal
}
