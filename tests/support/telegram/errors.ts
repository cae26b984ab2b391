import type { ResponseParameters } from 'grammy/types'

/** An answer of `ok: false`, as the Bot API words it. */
export class ApiError extends Error {
  readonly code: number
  readonly description: string
  readonly parameters: ResponseParameters | undefined

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description)
    this.code = code
    this.description = description
    this.parameters = parameters
  }
}

/** 400 with Telegram's own prefix. */
export function badRequest(what: string, parameters?: ResponseParameters): ApiError {
  return new ApiError(400, `Bad Request: ${what}`, parameters)
}

/** 403 with Telegram's own prefix. */
export function forbidden(what: string): ApiError {
  return new ApiError(403, `Forbidden: ${what}`)
}

/** 409 with Telegram's own prefix. */
export function conflict(what: string): ApiError {
  return new ApiError(409, `Conflict: ${what}`)
}

/** 429; `seconds` is what the caller must wait. */
export function tooManyRequests(seconds: number): ApiError {
  return new ApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
}
