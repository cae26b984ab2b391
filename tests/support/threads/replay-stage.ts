import { setTimeout as sleep } from 'node:timers/promises'
import { fireQuestion } from '../../../src/app/asking/due.ts'
import type { Town } from '../../../src/domain/area/town.ts'
import type { Reader } from '../../../src/domain/understanding/read.ts'
import type { ThreadMessage } from '../../../src/domain/understanding/replay.ts'
import { boundGroup, type Stage, startStage, tiedUser } from '../stage.ts'
import { jpeg } from '../telegram/fixture.ts'
import type { GroupDriver, UserDriver } from '../telegram/index.ts'
import type { StoredMessage } from '../telegram/stored-message.ts'
import { personOf } from './senders-town.ts'
import { type ThreadClock, threadClock } from './thread-clock.ts'

const WORK_GROUP = '工作群'
/** What a thread left: nothing of one is there any more when the next begins. */
const OF_A_THREAD =
  'inbox, message, media_fetch, ticket, ticket_event, assignment, timer, card, outbox, button_token, dialog, question, reading, audit_log, ticket_counter'

/** The whole service with one town, for threads that are played one after the other. */
export interface ReplayStage {
  stage: Stage
  clock: ThreadClock
  town: Town
  reader: Pick<Reader, 'read'>
  /** A fresh chat for a thread, with all that the one before it left forgotten. */
  chat(kind: 'group' | 'dm', area: string | null): Promise<ReplayChat>
  /** One more chat, of the same people. */
  another(beside: ReplayChat, kind: 'group' | 'dm', area: string | null): Promise<ReplayChat>
  /** Answers the question whether message `n` is a report, if it was asked: its author here, the dispatcher elsewhere. */
  answer(chat: ReplayChat, n: number, isReport: boolean): Promise<void>
  stop(): Promise<void>
}

export interface ReplayChat {
  /** Id of the conversation's row; null before anything was said in private. */
  id(): Promise<string | null>
  group: GroupDriver | null
  /** Who wrote it so far, by name. */
  people: Map<string, UserDriver>
  sent: Map<number, StoredMessage>
  /** Sends one message, or the items of an album, at its time, and waits until nothing is left to read or to send. */
  say(messages: readonly ThreadMessage[]): Promise<void>
  /** Whatever a person does: waits until the service has dealt with that many events. */
  done(events: number): Promise<void>
  /** `n` of the messages about which something was asked and told below: what comes of that the reader cannot know. */
  answers(): Promise<number[]>
  /** The bot's messages here, as they read now. */
  botMessages(): StoredMessage[]
}

export async function startReplay(folder: string): Promise<ReplayStage> {
  const clock = threadClock()
  const stage = await startStage({
    town: folder,
    // Nobody is late in a thread: the ladder of deadlines has tests of its own, and would talk between.
    overrides: { now: clock.service, auditEvery: 3_600_000 },
    now: clock.platform,
  })
  const view = await stage.service.ctx.app.town()
  if (!view) throw new Error('no town')
  const { town } = view
  for (const { code, name } of town.departments)
    await boundGroup(stage, `${name}接单群`, { department: code })
  const center = await boundGroup(stage, '网格中心', { area: town.top })
  const post = town.posts.find((one) => one.role === 'dispatcher' && one.area === town.top)
  if (!post) throw new Error('no dispatcher')
  const desk = await tiedUser(stage, '值班', post.personId)
  center.join(desk)
  const photos = await Promise.all(
    Array.from({ length: 6 }, (_, i) => jpeg(48, 36, `#${String(i + 2).repeat(6)}`)),
  )
  await stage.quiet()
  const parts: Parts = { stage, clock, town, photos, events: 0 }
  return {
    stage,
    clock,
    town,
    reader: { read: view.read },
    async chat(kind, area) {
      await stage.sql(`TRUNCATE ${OF_A_THREAD} CASCADE`)
      // The groups of earlier threads work for nobody any more.
      await stage.sql('UPDATE conversation SET area = NULL WHERE title = $1', [WORK_GROUP])
      parts.events = 0
      return openChat(parts, kind, area)
    },
    another: ({ people }, kind, area) => openChat(parts, kind, area, people),
    async answer(chat, n, isReport) {
      const [asked] = await stage.sql<{ here: boolean; message: number; writer: string }>(ASKED, [
        await chat.id(),
        String(chat.sent.get(n)?.id),
      ])
      if (!asked) return
      const writer = [...chat.people.values()].find((one) => String(one.id) === asked.writer)
      const who = asked.here ? writer : desk
      const place = asked.here ? (chat.group ?? writer) : center
      const question = place?.room.find(asked.message)
      if (!who || !question) throw new Error(`question about ${n} not found`)
      who.click(question, question.buttonTexts.at(isReport ? 0 : -1) ?? '')
      await chat.done(1)
    },
    stop: () => stage.stop(),
  }
}

interface Parts {
  stage: Stage
  clock: ThreadClock
  town: Town
  photos: readonly Buffer[]
  /** What the service was sent since all was forgotten. */
  events: number
}

async function openChat(
  parts: Parts,
  kind: 'group' | 'dm',
  area: string | null,
  people = new Map<string, UserDriver>(),
): Promise<ReplayChat> {
  const { stage, clock, town, photos } = parts
  const group = kind === 'group' ? await boundGroup(stage, WORK_GROUP, { area }) : null
  const sent = new Map<number, StoredMessage>()
  let pictures = 0
  const user = async (message: ThreadMessage): Promise<UserDriver> => {
    const known = people.get(message.sender)
    if (known) return known
    const person = personOf(town, message)
    const made = person
      ? await tiedUser(stage, message.sender, person)
      : stage.tg.user({ first_name: message.sender })
    people.set(message.sender, made)
    return made
  }
  const chat: ReplayChat = {
    group,
    people,
    sent,
    async say(messages) {
      const [first] = messages
      if (!first) return
      await askDue(stage, clock, first.at)
      clock.set(first.at)
      const speaker = await user(first)
      stage.tg.hold()
      for (const message of messages) {
        const replyTo = message.replyTo === null ? undefined : sent.get(message.replyTo)
        const photo = message.hasPhoto ? photos[pictures++ % photos.length] : undefined
        const words = photo
          ? { photo, ...(message.text ? { caption: message.text } : {}) }
          : { text: message.text }
        sent.set(
          message.n,
          speaker.send(group ?? speaker, {
            ...words,
            ...(replyTo ? { replyTo } : {}),
            ...(message.album === null ? {} : { mediaGroupId: message.album }),
          }),
        )
      }
      stage.tg.release()
      await chat.done(messages.length)
    },
    async done(more) {
      parts.events += more
      await drained(stage, parts.events)
    },
    async id() {
      const [one] = people.values()
      const room = group?.room ?? one?.room
      const [row] = await stage.sql<{ id: string }>(
        'SELECT conversation_id AS id FROM conversation_address WHERE chat = $1',
        [String(room?.id)],
      )
      return row?.id ?? null
    },
    async answers() {
      const rows = await stage.sql<{ about: string }>(
        `SELECT about_message AS about FROM question WHERE about_conversation = $1 AND state = 'answered' AND kind <> 'report'`,
        [await chat.id()],
      )
      return rows.flatMap(({ about }) => [...sent].filter(([, m]) => String(m.id) === about).map(([n]) => n))
    },
    botMessages: () => (group ? group.botMessages : [...people.values()].flatMap((one) => one.botMessages)),
  }
  return chat
}

const ASKED = `SELECT q.conversation_id = $1 AS here, k.platform_id::int AS message, i.user_id AS writer
  FROM question q JOIN card k ON k.id = q.card_id
  JOIN message m ON m.conversation_id = q.about_conversation AND m.platform_id = q.about_message
  JOIN identity i ON i.id = m.identity_id
  WHERE q.kind = 'report' AND q.state = 'asked' AND q.about_conversation = $1 AND q.about_message = $2`

const LEFT = `SELECT (SELECT count(*) FROM inbox WHERE state <> 'pending')::int AS handled,
  (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending'))::int AS unsent`

/** Until so many events are handled and all is sent that came of them; asks Postgres, which is the truth. */
async function drained({ sql, tg }: Stage, events: number): Promise<void> {
  const end = Date.now() + 15_000
  for (;;) {
    const [row] = await sql<{ handled: number; unsent: number }>(LEFT)
    if (row && row.handled >= events && row.unsent === 0) return
    if (Date.now() > end) throw new Error(`${JSON.stringify(row)} of ${events}; ${tg.describe()}`)
    await sleep(4)
  }
}

/** The questions that wait for their time are asked when it comes, up to `until`. */
async function askDue(stage: Stage, clock: ThreadClock, until: Date): Promise<void> {
  const due = await stage.sql<{ id: string; at: Date }>(
    `SELECT id, due_at AS at FROM question WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at`,
    [until],
  )
  for (const { id, at } of due) {
    clock.set(at)
    await fireQuestion(stage.service.ctx.app, id)
    await drained(stage, 0)
  }
}
