import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replayThread } from '../../src/domain/understanding/replay.ts'
import { openedTickets, shown } from '../support/threads/outcome.ts'
import { type ReplayStage, startReplay } from '../support/threads/replay-stage.ts'
import { asHeard, type SendersTown, sendersTown } from '../support/threads/senders-town.ts'
import { writeFileSync } from 'node:fs'

for (const name of ['coast', 'city']) {
  describe(name, () => {
    let made: SendersTown
    let replay: ReplayStage
    beforeAll(async () => {
      made = await sendersTown(name)
      replay = await startReplay(made.folder)
    })
    afterAll(async () => {
      await replay.stop()
      await made.remove()
    })
    it('plays', async () => {
      const out: string[] = []
      const t0 = Date.now()
      for (const thread of made.set.threads) {
        const { kind, area } = thread.conversation
        const messages = asHeard(replay.town, thread.messages, kind).map((m) => ({
          ...m,
          at: replay.clock.tomorrow(m.at),
        }))
        const chat = await replay.chat(kind, area)
        const pure = replayThread(thread.conversation, messages, replay.reader, replay.town.policy)
        const groups: (typeof messages)[] = []
        for (const m of messages) {
          const last = groups.at(-1)
          if (last && m.album !== null && last[0]?.album === m.album) last.push(m)
          else groups.push([m])
        }
        for (const g of groups) await chat.say(g)
        const got = await openedTickets(replay.stage, chat)
        const a = shown(pure).join('\n   ')
        const b = shown(got).join('\n   ')
        const q = await replay.stage.sql('SELECT kind, about_message, state, due_at, asked_at, expires_at FROM question')
        if (thread.id === 'c-tune-t03') out.push(JSON.stringify(await replay.stage.sql("SELECT id, lane, ord, state, attempts, received_at, event->'body'->>'albumId' AS album, event->'body'->>'messageId' AS mid FROM inbox"), null, 1), JSON.stringify(await replay.stage.sql('SELECT platform_id, album_id, ticket_id, photos, at FROM message')))
        out.push(`${thread.id} ${a === b ? 'same' : 'DIFFERS'}\n P ${a}\n S ${b}\n L ${shown(thread.tickets).join('\n   ')}\n Q ${JSON.stringify(q)}\n B ${chat.botMessages().map((m) => m.text.replaceAll('\n', '/').slice(0, 60)).join('\n   ')}`)
      }
      out.push(`ms ${Date.now() - t0}`)
      writeFileSync(`/tmp/replay-${name}.txt`, out.join('\n'))
      expect(1).toBe(1)
    }, 240_000)
  })
}
