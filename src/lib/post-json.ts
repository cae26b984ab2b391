/** Why a call did not go through: a code, and nothing of what was sent or received. */
export class PostError extends Error {
  readonly code: string
  constructor(code: string, cause?: unknown) {
    super(code, { cause })
    this.name = 'PostError'
    this.code = code
  }
}

/**
 * Posts a body to exactly this address: no redirects, nothing of the answer is read but its status (2xx is good).
 * Throws a `PostError`: `status 500`, `redirect`, `timeout`, `network`.
 */
export async function postJson(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<void> {
  let response: Response
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
  } catch (error) {
    throw new PostError((error as Error).name === 'TimeoutError' ? 'timeout' : 'network', error)
  }
  await response.body?.cancel()
  if (response.status >= 300 && response.status < 400) throw new PostError('redirect')
  if (!response.ok) throw new PostError(`status ${response.status}`)
}
