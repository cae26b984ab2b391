import type { Point } from '../../domain/message.ts'
import type {
  WireDemo,
  WireEntered,
  WireError,
  WirePage,
  WirePhoto,
  WirePosted,
} from '../../http/web-chat/wire.ts'
import { setZone } from '../chat/time.ts'
import { t } from '../texts/index.ts'

/** A refusal by the server, or no answer at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly remedy: string
  constructor(status: number, error: WireError) {
    super(error.message)
    this.name = 'ApiError'
    this.status = status
    this.code = error.code
    this.remedy = error.remedy
  }
  /** Trying the same again later may work. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

/** Any fault as the one error the pages know. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError(0, { code: 'unreachable', message: t.serverError.title, remedy: t.serverError.remedy })
}

export interface NewMessage {
  clientKey: string
  text: string
  photos: string[]
  point?: Point
  replyTo?: string
}

/** What one speaker can do in one room. */
export interface RoomApi {
  page(before?: string): Promise<WirePage>
  post(message: NewMessage): Promise<WirePosted>
  edit(id: string, text: string): Promise<WirePosted>
  recall(id: string): Promise<WirePosted>
  click(postId: string, token: string, clientKey: string): Promise<{ actionId: string }>
  upload(photo: Blob): Promise<WirePhoto>
  /** The open stream; ends when `signal` aborts. */
  live(after: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>>
}

export function roomApi(token: string, room: string): RoomApi {
  const base = `/api/web/rooms/${encodeURIComponent(room)}`
  const call = <T>(method: string, path: string, body?: unknown) =>
    request<T>(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    page: (before) => call('GET', `${base}/posts${before ? `?before=${before}` : ''}`),
    post: (message) => call('POST', `${base}/posts`, message),
    edit: (id, text) => call('PATCH', `${base}/posts/${id}`, { text }),
    recall: (id) => call('DELETE', `${base}/posts/${id}`),
    click: (postId, buttonToken, clientKey) =>
      call('POST', `${base}/clicks`, { postId, token: buttonToken, clientKey }),
    upload: (photo) =>
      request('/api/web/photos', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': photo.type.startsWith('image/') ? photo.type : 'application/octet-stream',
        },
        body: photo,
      }),
    async live(after, signal) {
      const response = await send(`${base}/live?after=${after}`, {
        headers: { authorization: `Bearer ${token}` },
        signal,
      })
      if (!response.body) throw asApiError(null)
      return response.body
    },
  }
}

export const doors = {
  demo: () => request<WireDemo>('/api/web/demo', {}),
  enterDemo: (who: { personId: string } | { resident: string }) =>
    postJson<WireEntered>('/api/web/demo/enter', who).then(inTownTime),
  enterByLink: (link: string) => postJson<WireEntered>('/api/web/enter', { link }).then(inTownTime),
  rooms: (token: string) =>
    request<Omit<WireEntered, 'token'>>('/api/web/rooms', {
      headers: { authorization: `Bearer ${token}` },
    }).then(inTownTime),
}

/** From here on times are said in the town's zone, as on its cards. */
function inTownTime<T extends { zone: string }>(entered: T): T {
  setZone(entered.zone)
  return entered
}

function postJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return request<T>(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function request<T>(path: string, init: RequestInit): Promise<T> {
  return (await send(path, init)).json() as Promise<T>
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((error: unknown) => {
    throw asApiError(error)
  })
  if (response.ok) return response
  const body = (await response.json().catch(() => null)) as { error?: WireError } | null
  if (body?.error?.code) throw new ApiError(response.status, body.error)
  throw new ApiError(response.status, { ...unknownError(), code: `http_${response.status}` })
}

const unknownError = () => ({ message: t.serverError.title, remedy: t.serverError.remedy })
