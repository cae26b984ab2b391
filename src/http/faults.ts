import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

interface Fault {
  code: string
  message: string
  remedy: string
}

const FAULTS: Readonly<Record<number, Fault>> = {
  400: fault(
    'bad_request',
    '请求的内容看不懂 / The request could not be read',
    '请刷新页面后再试 / Reload the page and try again',
  ),
  401: fault(
    'sign_in',
    '还没有登录 / Not signed in',
    '请重新打开您的个人链接 / Open your personal link again',
  ),
  403: fault(
    'forbidden',
    '您没有这个权限 / This is not yours to do',
    '如果职责有变动，请联系网格员 / If your post has changed, tell the grid centre',
  ),
  404: fault(
    'not_found',
    '没有这个地址 / There is nothing at this address',
    '请从首页进入 / Start from the first page',
  ),
  405: fault(
    'not_found',
    '没有这个地址 / There is nothing at this address',
    '请从首页进入 / Start from the first page',
  ),
  413: fault(
    'too_large',
    '内容太大 / This is too large',
    '请缩短文字，或换小一点的照片 / Shorten the text, or choose a smaller photo',
  ),
  415: fault(
    'wrong_kind',
    '这种内容收不了 / This kind of content is not taken',
    '请发文字或照片 / Send text or photos',
  ),
  429: fault('too_fast', '操作太快了 / That was too fast', '请等几秒再试 / Wait a few seconds and try again'),
  503: fault(
    'try_again',
    '服务正在重启 / The service is restarting',
    '请过几秒再试 / Try again in a few seconds',
  ),
}

/** The one shape of errors. A fault of ours tells nothing about itself but the number under which it stands in the log. */
export function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode !== undefined && error.statusCode >= 400 ? error.statusCode : 500
  if (status >= 500) request.log.error({ err: error }, 'request failed')
  return reply.code(status).send({ error: FAULTS[status] ?? (status < 500 ? FAULTS[400] : ours(request.id)) })
}

export function answerNotFound(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: FAULTS[404] })
}

function fault(code: string, message: string, remedy: string): Fault {
  return { code, message, remedy }
}

function ours(requestId: string): Fault {
  return fault(
    'internal',
    '这边出了点问题 / Something went wrong here',
    `请稍后再试；还不行，请把编号 ${requestId} 告诉管理员 / Try again later; if it stays, tell the administrator the number ${requestId}`,
  )
}
