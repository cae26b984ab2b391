import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { WireError } from './wire.ts'

/** A refusal with what can be done instead; answered as `{ error: { code, message, remedy } }`. */
export class WebChatError extends Error {
  readonly status: number
  readonly code: string
  readonly remedy: string
  constructor(status: number, code: string, message: string, remedy: string) {
    super(message)
    this.name = 'WebChatError'
    this.status = status
    this.code = code
    this.remedy = remedy
  }
  toWire(): WireError {
    return { code: this.code, message: this.message, remedy: this.remedy }
  }
}

export const refusals = {
  signIn: () => new WebChatError(401, 'sign_in', '登录已过期。', '请重新打开您的个人链接。'),
  badLink: () =>
    new WebChatError(401, 'bad_link', '这个链接打不开，可能已经作废。', '请向网格员要一个新的链接。'),
  foreignRoom: () =>
    new WebChatError(403, 'foreign_room', '您不在这个群里。', '如果职责有变动，请联系网格员。'),
  notDemo: () => new WebChatError(404, 'not_demo', '这里不是演示镇。', '请用您的个人链接进入。'),
  nobody: () => new WebChatError(404, 'nobody', '没有找到这个人。', '请从名单里选一位。'),
  noPost: () => new WebChatError(404, 'no_post', '这条消息找不到了。', '请刷新页面再看。'),
  noPhoto: () => new WebChatError(404, 'no_photo', '照片找不到了，或链接已过期。', '请回到聊天里重新打开。'),
  notYours: () => new WebChatError(403, 'not_yours', '只能改自己发的消息。', '您可以在下面补充说明。'),
  keyTaken: () => new WebChatError(409, 'key_taken', '这条消息没有发出。', '请再发一次。'),
  tooFast: (seconds: number) => new WebChatError(429, 'too_fast', '发得太快了。', `请等 ${seconds} 秒再发。`),
  tooManyWindows: () =>
    new WebChatError(429, 'too_many_windows', '同时打开的聊天窗口太多了。', '请关掉几个，再刷新页面。'),
  badRequest: (what: string) =>
    new WebChatError(400, 'bad_request', `内容不完整：${what}`, '请刷新页面后再试。'),
  photo: {
    too_large: () =>
      new WebChatError(413, 'too_large', '这张照片超过 20 MB。', '请换一张小一点的，或截图后再发。'),
    too_many_pixels: () =>
      new WebChatError(422, 'too_many_pixels', '这张照片的尺寸太大。', '请截图或缩小后再发。'),
    not_an_image: () =>
      new WebChatError(415, 'not_an_image', '这不是照片。', '请选一张 JPEG、PNG、WebP 或 HEIC 照片。'),
    broken: () =>
      new WebChatError(422, 'broken', '这张照片打不开，可能没传完整。', '请重新拍一张或再发一次。'),
  },
} as const

/** Turns every fault of the routes into the one shape; a fault of ours tells nothing about itself. */
export function answerError(
  error: FastifyError | WebChatError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = error instanceof WebChatError ? error : translate(error)
  if (known.status >= 500) request.log.error({ err: error }, 'web chat: request failed')
  if (known.code === 'too_fast') reply.header('retry-after', known.remedy.match(/\d+/)?.[0] ?? '5')
  return reply.code(known.status).send({ error: known.toWire() })
}

function translate(error: FastifyError): WebChatError {
  if (error.statusCode === 413) return refusals.photo.too_large()
  if (error.statusCode === 415) return refusals.photo.not_an_image()
  if (error.statusCode !== undefined && error.statusCode < 500) return refusals.badRequest('格式不对')
  return new WebChatError(503, 'try_again', '暂时没有送到。', '消息已留在您这里，稍后会自动再发。')
}
