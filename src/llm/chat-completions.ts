import { z } from 'zod'
import { OpinionError, type OpinionQuestion, type SecondOpinion } from '../app/ports-opinion.ts'
import { readAtMost } from './read-at-most.ts'

export interface ChatCompletionsOptions {
  /** Up to its version, without a trailing slash: `https://api.example.com/v1`. */
  baseUrl: string
  model: string
  apiKey: string | null
}

/** An answer is a few codes; whatever is longer is none. */
const MOST_BYTES = 64 * 1024
const MOST_TOKENS = 400

/** Only what is used of a chat completion. */
const Completion = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string() }) }))
    .min(1)
    .transform(([first]) => first?.message.content ?? ''),
})

/**
 * Asks an OpenAI-compatible server. Speaks to the configured address alone: redirects are refused. Errors carry a
 * code and nothing of what was sent or received.
 */
export function createChatCompletions({ baseUrl, model, apiKey }: ChatCompletionsOptions): SecondOpinion {
  const url = `${baseUrl}/chat/completions`
  return {
    async ask(question: OpinionQuestion, signal: AbortSignal): Promise<string> {
      try {
        const response = await fetch(url, {
          method: 'POST',
          redirect: 'manual',
          signal,
          headers: {
            'content-type': 'application/json',
            accept: 'application/json',
            // What is packed small may unpack huge.
            'accept-encoding': 'identity',
            ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
          },
          body: JSON.stringify({
            model,
            stream: false,
            temperature: 0,
            max_tokens: MOST_TOKENS,
            messages: [
              { role: 'system', content: question.system },
              { role: 'user', content: question.user },
            ],
          }),
        })
        return await contentOf(response)
      } catch (error) {
        throw asOpinionError(error, signal)
      }
    },
  }
}

async function contentOf(response: Response): Promise<string> {
  const { status, headers, body } = response
  if (status !== 200) {
    await body?.cancel()
    throw new OpinionError(codeOf(status))
  }
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) {
    await body?.cancel()
    throw new OpinionError('not_json')
  }
  const text = await readAtMost(body, MOST_BYTES)
  if (text === null) throw new OpinionError('too_large')
  const read = Completion.safeParse(parsed(text))
  if (!read.success) throw new OpinionError('not_json')
  return read.data.choices
}

function codeOf(status: number): OpinionError['code'] {
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 401 || status === 403) return 'not_allowed'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'server' : 'refused'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What fetch throws may quote the address or the body: only a code of ours leaves. */
function asOpinionError(error: unknown, signal: AbortSignal): OpinionError {
  if (error instanceof OpinionError) return error
  return new OpinionError(signal.aborted ? 'timed_out' : 'unreachable')
}
