import {
  replayThread,
  type ThreadMessage,
  type ThreadTicket,
} from '../../../src/domain/understanding/replay.ts'
import { type OpenedTicket, openedTickets, type Words, wordsPerTicket } from './outcome.ts'
import type { ReplayStage } from './replay-stage.ts'
import type { HeardThread } from './senders-town.ts'

/** One thread, played: what the pure reader makes of it, what the service did, and what the labels mean. */
export interface Played {
  id: string
  kind: HeardThread['conversation']['kind']
  pure: ThreadTicket[]
  opened: OpenedTicket[]
  meant: ThreadTicket[]
  /** `n` of messages that went to a ticket by a question of the bot, as answered below it: the reader cannot know. */
  answers: number[]
  /** What the bot wrote into the chat, by ticket; under `-` what belongs to none. */
  words: Map<string, Words>
  /** All that it wrote there. */
  written: number
}

/**
 * Plays a thread message by message. Where the service asks whether something is a report, whoever is asked answers as
 * the pure reader leans, so that both open the same.
 */
export async function play(replay: ReplayStage, thread: HeardThread): Promise<Played> {
  const { clock, town, reader, stage } = replay
  const { conversation, id, meant } = thread
  const messages = thread.messages.map((m) => ({ ...m, at: clock.tomorrow(m.at) }))
  const pure = replayThread(conversation, messages, reader, town.policy)
  const leansTo = new Set(pure.flatMap((ticket) => ticket.messages))
  const chat = await replay.chat(conversation.kind, conversation.area)
  for (const together of albums(messages)) {
    await chat.say(together)
    for (const { n } of together) await replay.answer(chat, n, leansTo.has(n))
  }
  return {
    id,
    kind: conversation.kind,
    pure,
    opened: await openedTickets(stage, chat),
    meant,
    answers: await chat.answers(),
    words: await wordsPerTicket(stage, chat),
    written: chat.botMessages().length,
  }
}

/** Items of one album come at once, everything else by itself. */
function albums(messages: readonly ThreadMessage[]): ThreadMessage[][] {
  const list: ThreadMessage[][] = []
  for (const message of messages) {
    const last = list.at(-1)
    if (last && message.album !== null && last[0]?.album === message.album) last.push(message)
    else list.push([message])
  }
  return list
}
