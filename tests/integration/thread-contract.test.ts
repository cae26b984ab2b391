import { addMinutes } from 'date-fns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayThread, type ThreadMessage, type ThreadTicket } from '../../src/domain/understanding/replay.ts'
import { openedTickets, shown, wordsPerTicket } from '../support/threads/outcome.ts'
import { type ReplayStage, startReplay } from '../support/threads/replay-stage.ts'
import { type SendersTown, sendersTown } from '../support/threads/senders-town.ts'

const AREA = 'SB'
const START = new Date('2026-07-12T09:00:00+08:00')

let made: SendersTown
let replay: ReplayStage
beforeAll(async () => {
  made = await sendersTown('coast')
  replay = await startReplay(made.folder)
})
afterAll(async () => {
  await replay.stop()
  await made.remove()
})

/** Lines of residents, `minute who words`; `r=N` answers line N. */
function lines(
  list: readonly [minute: number, sender: string, text: string, replyTo?: number][],
): ThreadMessage[] {
  return list.map(([minute, sender, text, replyTo], i) => ({
    n: i + 1,
    sender,
    role: 'resident',
    area: null,
    text,
    hasPhoto: text === '',
    album: null,
    replyTo: replyTo ?? null,
    at: addMinutes(replay.clock.tomorrow(START), minute),
  }))
}

const readPurely = (messages: readonly ThreadMessage[]): ThreadTicket[] =>
  replayThread({ kind: 'group', area: AREA }, messages, replay.reader, replay.town.policy)

describe('threads as the service keeps them', () => {
  it('an edit of the first message reads as if it had been written so', async () => {
    const told = lines([
      [0, '阿福', '1网格1单元门口的路灯坏了，晚上一片黑'],
      [1, '阿福', ''],
      [9, '秀英', '谁要海蛎干，我妹自己晒的'],
    ])
    const [first] = told
    const chat = await replay.chat('group', AREA)
    for (const message of told) await chat.say([message])
    const before = await openedTickets(replay.stage, chat)
    expect(shown(before)).toEqual(shown(readPurely(told)))
    const text = '2网格3单元门口的路灯坏了，晚上一片黑'
    const sent = chat.sent.get(1)
    if (first && sent) chat.people.get('阿福')?.edit(sent, { text })
    await chat.done(1)
    const after = await openedTickets(replay.stage, chat)
    expect(shown(after)).toEqual(shown(readPurely(told.map((m) => (m === first ? { ...m, text } : m)))))
    expect(after.map((ticket) => ticket.area)).not.toEqual(before.map((ticket) => ticket.area))
    expect(chat.botMessages()).toHaveLength(1)
  })

  it('a reply to an hour-old message belongs to its ticket, whatever was talked of between', async () => {
    const told = lines([
      [0, '阿福', '1网格1单元门口的井盖没了，电动车差点掉下去'],
      [2, '秀英', '谁要海蛎干，我妹自己晒的'],
      [5, '老梁', '我要两斤'],
      [20, '阿芬', '2网格3单元的电线断了垂到地上，还冒火花'],
      [30, '秀英', '今天潮水几点满'],
      [75, '阿福', '到现在还没人来，刚才又有人踩进去', 1],
      [80, '阿福', '', 1],
    ])
    const chat = await replay.chat('group', AREA)
    for (const message of told) await chat.say([message])
    const opened = await openedTickets(replay.stage, chat)
    expect(shown(opened)).toEqual(shown(readPurely(told)))
    expect(opened.map((ticket) => ticket.messages)).toEqual([[1, 6, 7], [4]])
    expect([...(await wordsPerTicket(replay.stage, chat)).values()]).toEqual([
      { cards: 1, questions: 0, others: 0 },
      { cards: 1, questions: 0, others: 0 },
    ])
  })

  it('the open tickets of a chat come oldest first: the reader takes the last for the one told last', async () => {
    const told = lines([
      [0, '阿福', '1网格1单元门口的井盖没了，电动车差点掉下去'],
      [20, '阿芬', '2网格3单元的电线断了垂到地上，还冒火花'],
    ])
    const chat = await replay.chat('group', AREA)
    for (const message of told) await chat.say([message])
    const { store } = replay.stage.service.ctx
    const now = replay.clock.service()
    const { open } = await store.thread({
      conversationId: (await chat.id()) ?? '',
      identityId: '00000000-0000-4000-8000-000000000000',
      platformId: null,
      replyTo: null,
      albumId: null,
      since: now,
      limit: 1,
      endedSince: now,
      now,
    })
    expect(open).toHaveLength(2)
    expect(open.map((ticket) => ticket.number)).toEqual(open.map((ticket) => ticket.number).sort())
  })

  it('two people who go on in two chats by turns are kept apart', async () => {
    const here = lines([
      [0, '阿福', '1网格1单元门口的井盖没了，电动车差点掉下去'],
      [1, '阿芬', '2网格3单元的电线断了垂到地上，还冒火花'],
      [2, '阿福', ''],
      [3, '阿芬', ''],
    ])
    const there = lines([
      [0, '阿芬', '4网格1单元的水管爆了，水喷得老高'],
      [1, '阿福', '3网格1单元的树倒了，把路堵死了'],
      [2, '阿芬', ''],
      [3, '阿福', ''],
    ])
    const one = await replay.chat('group', AREA)
    const two = await replay.another(one, 'group', AREA)
    for (const [i, message] of here.entries()) {
      await one.say([message])
      const other = there[i]
      if (other) await two.say([other])
    }
    for (const [chat, told] of [
      [one, here],
      [two, there],
    ] as const) {
      const opened = await openedTickets(replay.stage, chat)
      expect(shown(opened)).toEqual(shown(readPurely(told)))
      expect(opened).toHaveLength(2)
      expect(chat.botMessages()).toHaveLength(2)
    }
  })
})
