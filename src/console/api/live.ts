import type { WireLive } from '../../http/web-chat/wire.ts'

export type LiveEvent = { [K in keyof WireLive]: { name: K; data: WireLive[K] } }[keyof WireLive]

/**
 * Cuts a stream of `text/event-stream` into events; unknown events are passed over.
 *
 * @param onSign called whenever anything comes in, be it only a beat.
 */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  onSign: () => void = () => undefined,
): AsyncGenerator<LiveEvent, void> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      onSign()
      rest += decoder.decode(value, { stream: true })
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = parseBlock(block)
        if (event) yield event
      }
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

const NAMES: readonly string[] = ['posts', 'toast', 'over'] satisfies (keyof WireLive)[]

function parseBlock(block: string): LiveEvent | null {
  let name = ''
  let data = ''
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7)
    else if (line.startsWith('data: ')) data += line.slice(6)
  }
  // The server is ours and of the same build; the name alone decides the shape.
  return NAMES.includes(name) ? ({ name, data: JSON.parse(data) } as LiveEvent) : null
}
