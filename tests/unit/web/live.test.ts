import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LiveEvent, readEvents } from '../../../src/console/api/live.ts'
import { issueSession } from '../../../src/http/session.ts'
import { CHEN, createWebServer, LIN, SECRET, type WebServer } from '../../support/web-server.ts'

describe('the live stream of a room', () => {
  let server: WebServer
  let url: string
  beforeEach(async () => {
    server = await createWebServer({ beatMs: 30 })
    url = await server.listen()
  })
  afterEach(() => server.app.close())

  async function listen(person: typeof CHEN, after: number): Promise<AsyncGenerator<LiveEvent, void>> {
    const session = { userId: person.id, name: person.name, personId: person.id, gen: person.linkGen }
    const authorization = `Bearer ${issueSession(session, SECRET, new Date())}`
    const answer = await fetch(`${url}/api/web/rooms/web-work/live?after=${after}`, {
      headers: { authorization },
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    if (!answer.body) throw new Error('no body')
    return readEvents(answer.body)
  }
  const say = (text: string) =>
    server.rooms.post({
      room: 'web-work',
      author: LIN.id,
      authorName: LIN.name,
      content: { kind: 'person', text, photos: [] },
      replyTo: null,
      clientKey: text,
    })

  it('goes on after what the browser knows, in batches, and then brings what is new', async () => {
    for (let at = 1; at <= 70; at += 1) await say(`第${at}句`)
    const events = await listen(CHEN, 3)
    const seqs: number[] = []
    while (seqs.length < 67) {
      const { value } = await events.next()
      if (value?.name === 'posts') seqs.push(...value.data.posts.map((post) => post.seq))
    }
    expect(seqs).toEqual(Array.from({ length: 67 }, (_, at) => at + 4))
    await say('新的')
    expect((await events.next()).value).toMatchObject({ name: 'posts', data: { cursor: 71 } })
    await events.return(undefined)
  })

  it('shows an answer only to the one who pressed', async () => {
    const [chen, lin] = [await listen(CHEN, 0), await listen(LIN, 0)]
    await server.rooms.toast({ room: 'web-work', userId: CHEN.id, actionId: 'a', text: '记下了' })
    expect((await chen.next()).value).toEqual({ name: 'toast', data: { actionId: 'a', text: '记下了' } })
    await say('之后')
    expect((await lin.next()).value).toMatchObject({ name: 'posts' })
    await Promise.all([chen.return(undefined), lin.return(undefined)])
  })

  it('ends with a reason when the right to be there is gone', async () => {
    const events = await listen(CHEN, 0)
    server.directory.people.set(CHEN.id, { ...CHEN, linkGen: 2 })
    expect((await events.next()).value).toMatchObject({ name: 'over', data: { code: 'sign_in' } })
    expect((await events.next()).done).toBe(true)
  })

  it('ends when the server closes', async () => {
    const events = await listen(CHEN, 0)
    const ended = events.next()
    await server.app.close()
    expect((await ended).done).toBe(true)
  })
})
