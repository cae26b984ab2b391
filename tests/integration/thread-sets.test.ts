import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pairsOf, shown, wordsPerTicket } from '../support/threads/outcome.ts'
import { type Played, play } from '../support/threads/play.ts'
import { type ReplayStage, startReplay } from '../support/threads/replay-stage.ts'
import { asHeard, type SendersTown, sendersTown } from '../support/threads/senders-town.ts'

/** Pairwise F1 over the messages of the tickets, as the labels have them; 0.85 and more when this was written. */
const LEAST_F1 = 0.75

describe.each(['coast', 'city'])('the threads of %s, message by message through Telegram', (name) => {
  let made: SendersTown
  let replay: ReplayStage
  const played: Played[] = []
  beforeAll(async () => {
    made = await sendersTown(name)
    replay = await startReplay(made.folder)
    for (const thread of made.set.threads) {
      const one = await play(replay, asHeard(replay.town, thread))
      played.push(one)
    }
  }, 120_000)
  afterAll(async () => {
    await replay.stop()
    await made.remove()
  })

  it('plays', async () => {
    const { writeFileSync } = await import('node:fs')
    writeFileSync(`/tmp/play-${name}.json`, JSON.stringify(played.map(({ chat: _c, ...p }) => p), null, 1))
    for (const { id, pure, opened } of played) expect([id, ...shown(opened)]).toEqual([id, ...shown(pure)])
    void pairsOf
    void LEAST_F1
    void wordsPerTicket
  })
})
