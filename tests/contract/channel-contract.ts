/**
 * What every channel must keep, run on each implementation with a harness that plays the platform and its people.
 * A harness leaves out what its platform cannot do; the tests of it are skipped.
 */
import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address, Channel, ChannelErrorCode } from '../../src/app/ports.ts'
import type { MediaBytes } from '../../src/app/ports-media.ts'
import type { OutgoingMessage } from '../../src/domain/message.ts'
import { RecordingSink, textOf } from './recording-sink.ts'

export interface ShownMessage {
  messageId: string
  /** Title and lines as a person reads them, without markup. */
  text: string
  /** Labels of its buttons. */
  buttons: string[]
  photos: number
  replyTo?: string | undefined
  byBot: boolean
}

export interface ChannelHarness {
  channel: Channel
  /** The channel as another process has it: same account, same leases. */
  another(): Channel
  group: Address
  dm: Address
  /** A person writes; resolves with the platform's message id. */
  says(room: Address, said: { text?: string; photo?: Uint8Array; replyTo?: string }): Promise<string>
  /** A person changes what they wrote. */
  edits?(room: Address, messageId: string, text: string): Promise<void>
  /** A person presses a button; `answer` resolves with what only they see. */
  presses?(room: Address, messageId: string, label: string): Promise<{ answer(): Promise<string | null> }>
  /** The platform brings the last event once more. */
  repeats?(): Promise<void>
  /** The platform brings something no one can read. */
  garbles?(): Promise<void>
  /** The next send meets this refusal; false where the platform never says so. */
  refuses?(code: ChannelErrorCode): boolean
  /** What a person sees in the room, oldest first. */
  shown(room: Address): Promise<ShownMessage[]>
  /** Events the platform holds back because they were not acknowledged. */
  unacknowledged(): number
  /** Resolves when the platform has nothing left to bring. */
  drained(): Promise<void>
  close(): Promise<void>
}

const plain: OutgoingMessage = { lines: [], tone: 'plain', photos: [], buttons: [] }
const REFUSALS: readonly ChannelErrorCode[] = [
  'rate_limited',
  'blocked',
  'not_reachable',
  'invalid',
  'transient',
]
const key = (idempotencyKey: string) => ({ idempotencyKey })

/** A small real photo, cleaned and stored. */
export async function photo(shade: number): Promise<MediaBytes> {
  const background = { r: shade, g: 90, b: 90 }
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { hash: createHash('sha256').update(bytes).digest('hex'), mime: 'image/jpeg', bytes }
}

export function channelContract(name: string, makeHarness: () => Promise<ChannelHarness>): void {
  describe(`${name} keeps the contract of channels`, () => {
    let harness: ChannelHarness
    let sink: RecordingSink

    beforeEach(async () => {
      harness = await makeHarness()
      sink = new RecordingSink()
    })
    afterEach(async () => {
      sink.release()
      await harness.channel.stop()
      await harness.close()
    })
    const last = async (room: Address) => (await harness.shown(room)).at(-1)

    describe('listening', () => {
      it.each(['group', 'dm'] as const)('hears a text in a %s', async (type) => {
        await harness.channel.start(sink)
        const messageId = await harness.says(harness[type], { text: '3号网格一单元 电线破皮了' })
        const event = await sink.heardText('电线破皮了')
        expect(event).toMatchObject({
          channel: harness.channel.name,
          account: harness.channel.account,
          conversation: { id: harness[type].chat, type },
          body: { messageId },
        })
        expect(event.sender.id).not.toBe('')
        expect(event.sender.anonymous).not.toBe(true)
        expect(new Date(event.occurredAt).toISOString()).toBe(event.occurredAt)
      })

      it('acknowledges only what is committed', async () => {
        sink.hold()
        await harness.channel.start(sink)
        await harness.says(harness.group, { text: '漏水了' })
        await sink.until(() => sink.attempts > 0, 'the hand-over')
        expect(harness.unacknowledged()).toBeGreaterThan(0)
        sink.release()
        await harness.drained()
        expect(harness.unacknowledged()).toBe(0)
        expect(sink.events.map(textOf)).toEqual(['漏水了'])
      })

      it('brings an event again that could not be committed', async () => {
        sink.failNext(2)
        await harness.channel.start(sink)
        await harness.says(harness.group, { text: '漏水了' })
        await sink.heardText('漏水了')
        expect(sink.attempts).toBeGreaterThanOrEqual(3)
        await harness.drained()
      })

      it('keeps the order of a conversation', async () => {
        await harness.channel.start(sink)
        const said = Array.from({ length: 20 }, (_, at) => `第${at}句`)
        for (const text of said) await harness.says(harness.group, { text })
        await harness.drained()
        await sink.until(() => sink.events.length >= said.length, 'all of them')
        expect(sink.events.map(textOf)).toEqual(said)
        const orders = sink.events.map((event) => event.order)
        expect(orders).toEqual(orders.toSorted((a, b) => a - b))
        expect(new Set(sink.events.map((event) => event.dedupeKey)).size).toBe(said.length)
      })

      it('gives a repeated event the same key', async (test) => {
        if (!harness.repeats) return test.skip()
        await harness.channel.start(sink)
        await harness.says(harness.group, { text: '又来' })
        await sink.heardText('又来')
        await harness.repeats()
        await sink.until(() => sink.events.length >= 2, 'the repeat')
        expect(new Set(sink.events.map((event) => event.dedupeKey)).size).toBe(1)
      })

      it('keeps what it cannot read and goes on', async (test) => {
        if (!harness.garbles) return test.skip()
        await harness.channel.start(sink)
        await harness.garbles()
        await harness.says(harness.group, { text: '后面的' })
        await sink.heardText('后面的')
        expect(sink.frames).toMatchObject([
          { channel: harness.channel.name, account: harness.channel.account },
        ])
        await harness.drained()
      })

      it('hears an edit', async (test) => {
        if (!harness.edits) return test.skip()
        await harness.channel.start(sink)
        const messageId = await harness.says(harness.group, { text: '三单元' })
        await harness.edits(harness.group, messageId, '四单元')
        const edit = await sink.heard('edit')
        expect(edit.body).toMatchObject({ messageId, parts: [{ kind: 'text', text: '四单元' }] })
      })

      it('hears a photo and fetches its bytes, up to a limit', async () => {
        await harness.channel.start(sink)
        const { bytes } = await photo(10)
        await harness.says(harness.dm, { photo: bytes, text: '看照片' })
        const event = await sink.heardText('看照片')
        const part = event.body.parts.find((each) => each.kind === 'photo')
        const ref = part?.media.ref ?? ''
        const got = await harness.channel.download(ref, 1_000_000)
        expect(Buffer.from(got).equals(Buffer.from(bytes))).toBe(true)
        await expect(harness.channel.download(ref, bytes.length - 1)).rejects.toMatchObject({
          code: 'too_large',
        })
      })

      it('hears which message is answered', async () => {
        await harness.channel.start(sink)
        const sent = await harness.channel.send(harness.group, { ...plain, lines: ['31号'] }, [], key('a'))
        await harness.says(harness.group, { text: '补充', replyTo: sent.messageId })
        expect((await sink.heardText('补充')).body.replyTo).toBe(sent.messageId)
      })

      it('hears nothing after stop, and what came meanwhile after the next start', async () => {
        await harness.channel.start(sink)
        await harness.says(harness.group, { text: '之前' })
        await harness.drained()
        await harness.channel.stop()
        await harness.says(harness.group, { text: '之间' })
        expect(sink.events.map(textOf)).toEqual(['之前'])
        await harness.channel.start(sink)
        await sink.heardText('之间')
      })

      it('is heard by one of two processes', async () => {
        const other = harness.another()
        const otherSink = new RecordingSink()
        try {
          await harness.channel.start(sink)
          await other.start(otherSink)
          for (let at = 0; at < 10; at += 1) await harness.says(harness.group, { text: `第${at}句` })
          await harness.drained()
          const keys = [...sink.events, ...otherSink.events].map((event) => event.dedupeKey)
          expect(keys).toHaveLength(10)
          expect(new Set(keys).size).toBe(10)
          await harness.channel.stop()
          await harness.says(harness.group, { text: '交班' })
          await otherSink.heardText('交班')
        } finally {
          await other.stop()
        }
      })
    })

    describe('sending', () => {
      it('shows title and lines', async () => {
        const card = {
          ...plain,
          title: '31号 · 电线破损',
          lines: ['东沁村', '已通知供电所'],
          tone: 'urgent' as const,
        }
        const sent = await harness.channel.send(harness.group, card, [], key('a'))
        const shown = await last(harness.group)
        expect(shown).toMatchObject({ messageId: sent.messageId, byBot: true })
        expect(shown?.text).toContain('31号 · 电线破损\n东沁村\n已通知供电所')
      })

      it('shows hostile text as it was written', async () => {
        const text = '<b>&amp;</b> *x* _y_ [a](http://b) `c` $d {{e}} \u202e🔥👨‍👩‍👧'
        await harness.channel.send(harness.group, { ...plain, lines: [text] }, [], key('a'))
        expect((await last(harness.group))?.text).toBe(text)
      })

      it('sends what is left of broken characters', async () => {
        await harness.channel.send(harness.group, { ...plain, lines: ['断\ud83d了\u0000'] }, [], key('a'))
        expect((await last(harness.group))?.text).toContain('断')
      })

      it('shortens what is too long', async () => {
        const { maxText } = harness.channel.capabilities
        await harness.channel.send(harness.group, { ...plain, lines: ['🔥<'.repeat(maxText)] }, [], key('a'))
        const text = (await last(harness.group))?.text ?? ''
        expect(text.length).toBeLessThanOrEqual(maxText)
        expect(text).toMatch(/^(🔥<)+(🔥)?…$/u)
      })

      it('answers a message', async (test) => {
        if (!harness.channel.capabilities.replyTo) return test.skip()
        const replyTo = await harness.says(harness.group, { text: '漏水' })
        await harness.channel.send(harness.group, { ...plain, lines: ['好'] }, [], {
          idempotencyKey: 'a',
          replyTo,
        })
        expect((await last(harness.group))?.replyTo).toBe(replyTo)
      })

      it('shows one photo with words and buttons, several with words', async () => {
        const media = [await photo(1), await photo(2)]
        const [first] = media
        const buttons = [[{ kind: 'action' as const, label: '接单', token: 't' }]]
        const one = { ...plain, lines: ['前'], photos: [first?.hash ?? ''], buttons }
        await harness.channel.send(harness.group, one, media, key('a'))
        const shown = await harness.shown(harness.group)
        expect(shown.reduce((sum, each) => sum + each.photos, 0)).toBe(1)
        expect(shown.some((each) => each.text.includes('前'))).toBe(true)

        const two = { ...plain, lines: ['前后'], photos: media.map(({ hash }) => hash) }
        await harness.channel.send(harness.group, two, media, key('b'))
        const more = (await harness.shown(harness.group)).slice(shown.length)
        expect(more.reduce((sum, each) => sum + each.photos, 0)).toBe(2)
        expect(more.some((each) => each.text.includes('前后'))).toBe(true)
      })

      it('edits in place, and again with nothing changed', async (test) => {
        const { edit } = harness.channel
        if (!edit || !harness.channel.capabilities.edit) return test.skip()
        const buttons = [[{ kind: 'action' as const, label: '接单', token: 't' }]]
        const sent = await harness.channel.send(
          harness.group,
          { ...plain, lines: ['等接单'], buttons },
          [],
          key('a'),
        )
        const changed = { ...plain, lines: ['已接单'] }
        await edit(harness.group, sent, changed, [])
        await edit(harness.group, sent, changed, [])
        const shown = (await harness.shown(harness.group)).filter((each) => each.byBot)
        expect(shown).toMatchObject([{ messageId: sent.messageId, text: '已接单', buttons: [] }])
      })

      it('hears its buttons and answers them', async (test) => {
        const { answerAction, capabilities } = harness.channel
        if (!harness.presses || !answerAction || !capabilities.buttons) return test.skip()
        await harness.channel.start(sink)
        const buttons = [[{ kind: 'action' as const, label: '接单', token: 'token-31' }]]
        const sent = await harness.channel.send(
          harness.group,
          { ...plain, lines: ['请处理'], buttons },
          [],
          key('a'),
        )
        const pressed = await harness.presses(harness.group, sent.messageId, '接单')
        const action = await sink.heard('action')
        expect(action.body).toMatchObject({ token: 'token-31', messageId: sent.messageId })
        expect(action.conversation.id).toBe(harness.group.chat)
        await answerAction(action.body.actionId, '记下了')
        expect(await pressed.answer()).toBe('记下了')
      })

      it.for(REFUSALS)('names the refusal %s', async (code, test) => {
        if (!harness.refuses?.(code)) return test.skip()
        const sending = harness.channel.send(harness.dm, { ...plain, lines: ['您好'] }, [], key('a'))
        await expect(sending).rejects.toMatchObject({ name: 'ChannelError', code })
      })
    })
  })
}
