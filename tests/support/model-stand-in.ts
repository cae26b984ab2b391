import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was asked, as the server saw it. */
export interface Asked {
  method: string | undefined
  path: string | undefined
  authorization: string | undefined
  model: string
  system: string
  user: { message: string; matters: { n: number; words?: string }[]; chat: string; photo: boolean }
  /** The request as text. */
  raw: string
}

/** Answers one request; `completion` and `prose` below make the usual ones. */
export type Reply = (asked: Asked, response: ServerResponse) => void

export interface ModelStandIn {
  baseUrl: string
  asked: Asked[]
  /** What it says from now on. */
  says(reply: Reply): void
  stop(): Promise<void>
}

/** An OpenAI-compatible server on this machine that says what a test wants. */
export async function startModel(first: Reply = completion({ act: 'chatter', incidents: [] })) {
  const asked: Asked[] = []
  let reply = first
  const server = createServer((request, response) => {
    void take(request).then((question) => {
      asked.push(question)
      reply(question, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const standIn: ModelStandIn = {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    says(next) {
      reply = next
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn
}

async function take(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  const raw = Buffer.concat(chunks).toString('utf8')
  const body = JSON.parse(raw)
  const [system, user] = body.messages
  return {
    method: request.method,
    path: request.url,
    authorization: request.headers.authorization,
    model: body.model,
    system: system.content,
    user: JSON.parse(user.content),
    raw,
  }
}

/** A chat completion with this content; an object becomes JSON. */
export function completion(content: object | string): Reply {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return (_asked, response) =>
    json(response, 200, { choices: [{ message: { role: 'assistant', content: text } }] })
}

/** Any answer of a server. */
export function raw(status: number, headers: Record<string, string>, body: string | Buffer): Reply {
  return (_asked, response) => {
    response.writeHead(status, headers)
    response.end(body)
  }
}

/** It takes the request and never answers. */
export const silence: Reply = () => undefined

/** It breaks off in the middle of its answer. */
export const brokenOff: Reply = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' })
  response.write('{"choices":[{"message":{"content":"{')
  setImmediate(() => response.destroy())
}

/** An answer without end. */
export const endless: Reply = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const more = () => {
    while (!response.destroyed && response.write('x'.repeat(16_384)));
  }
  response.on('drain', more)
  more()
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
