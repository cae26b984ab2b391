import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { OpinionError, type SecondOpinion } from '../../src/app/ports-opinion.ts'
import { createChatCompletions } from '../../src/llm/chat-completions.ts'
import {
  brokenOff,
  completion,
  endless,
  type ModelStandIn,
  type Reply,
  raw,
  silence,
  startModel,
} from '../support/model-stand-in.ts'

const JSON_TYPE = { 'content-type': 'application/json' }
const QUESTION = { system: 'rules', user: '{"message":"路灯不亮"}' }
const KEY = 'sk-very-secret-key'

let server: ModelStandIn
let elsewhere: ModelStandIn
let model: SecondOpinion
beforeAll(async () => {
  server = await startModel()
  elsewhere = await startModel()
  model = createChatCompletions({ baseUrl: server.baseUrl, model: 'qwen-plus', apiKey: KEY })
})
afterAll(async () => {
  await server.stop()
  await elsewhere.stop()
})
beforeEach(() => {
  server.asked.length = 0
  elsewhere.asked.length = 0
})

/** The error that comes of a reply, and everything in it. */
async function failureOf(reply: Reply, ms = 2_000) {
  server.says(reply)
  const error: unknown = await model.ask(QUESTION, AbortSignal.timeout(ms)).catch((thrown: unknown) => thrown)
  if (!(error instanceof OpinionError)) throw new Error(`no failure: ${String(error)}`)
  return error
}

describe('a server that answers well', () => {
  it('is asked by POST, with the key, the rules and the message apart', async () => {
    server.says(completion('{"act":"chatter"}'))
    expect(await model.ask(QUESTION, AbortSignal.timeout(2_000))).toBe('{"act":"chatter"}')
    expect(server.asked).toMatchObject([
      {
        method: 'POST',
        path: '/v1/chat/completions',
        authorization: `Bearer ${KEY}`,
        model: 'qwen-plus',
        system: 'rules',
        user: { message: '路灯不亮' },
      },
    ])
  })

  it('gets no empty key where there is none', async () => {
    server.says(completion('x'))
    const keyless = createChatCompletions({ baseUrl: server.baseUrl, model: 'm', apiKey: null })
    await keyless.ask(QUESTION, AbortSignal.timeout(2_000))
    expect(server.asked[0]?.authorization).toBeUndefined()
  })
})

describe('a server that does not', () => {
  it.each<[string, Reply, string]>([
    ['says it is too often', raw(429, JSON_TYPE, '{"error":"slow down"}'), 'rate_limited'],
    ['is broken', raw(500, JSON_TYPE, '{"error":"oops"}'), 'server'],
    ['does not know the key', raw(401, JSON_TYPE, '{"error":"bad key"}'), 'not_allowed'],
    ['does not know the model', raw(404, JSON_TYPE, '{"error":"no such model"}'), 'refused'],
    ['answers with a page', raw(200, { 'content-type': 'text/html' }, '<html>登录</html>'), 'not_json'],
    ['answers with a page that claims to be JSON', raw(200, JSON_TYPE, '<html>登录</html>'), 'not_json'],
    ['answers with other JSON', raw(200, JSON_TYPE, '{"choices":[]}'), 'not_json'],
    [
      'answers with content that is no text',
      raw(200, JSON_TYPE, '{"choices":[{"message":{"content":[1]}}]}'),
      'not_json',
    ],
    ['never ends', endless, 'too_large'],
    ['sends a huge body', raw(200, JSON_TYPE, JSON.stringify({ pad: 'x'.repeat(5_000_000) })), 'too_large'],
    ['breaks off', brokenOff, 'unreachable'],
  ])('%s', async (_what, reply, code) => {
    const error = await failureOf(reply)
    expect(error.code).toBe(code)
    expect(error.cause).toBeUndefined()
    expect(`${error.message} ${error.stack}`).not.toMatch(/sk-very|路灯|登录|oops/)
  })

  it.each([301, 302, 307, 308])('sends us elsewhere (%i): we do not go', async (status) => {
    const error = await failureOf(raw(status, { location: `${elsewhere.baseUrl}/chat/completions` }, ''))
    expect(error.code).toBe('redirected')
    expect(elsewhere.asked).toEqual([])
  })

  it('is silent: the time is kept', async () => {
    const before = performance.now()
    expect((await failureOf(silence, 150)).code).toBe('timed_out')
    expect(performance.now() - before).toBeLessThan(1_500)
  })

  it('dribbles: the time is kept too', async () => {
    const dribble: Reply = (_asked, response) => {
      response.writeHead(200, JSON_TYPE)
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    }
    expect((await failureOf(dribble, 200)).code).toBe('timed_out')
  })

  it('is not there', async () => {
    const gone = await startModel()
    await gone.stop()
    const lost = createChatCompletions({ baseUrl: gone.baseUrl, model: 'm', apiKey: KEY })
    const error: unknown = await lost.ask(QUESTION, AbortSignal.timeout(2_000)).catch((e: unknown) => e)
    expect(error).toMatchObject({ code: 'unreachable' })
  })
})
