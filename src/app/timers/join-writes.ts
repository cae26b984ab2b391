import type { Write } from '../store-port/write.ts'

/** Several writes as one; the causes are all of theirs, the request is the first one's. They touch different tickets. */
export function joinWrites(writes: readonly Write[]): Write {
  const [first, ...more] = writes
  if (!first) throw new Error('nothing to write')
  if (more.length === 0) return first
  const all = <K extends Exclude<keyof Write, 'cause'>>(key: K): Write[K] =>
    writes.flatMap((write) => write[key] as unknown[]) as Write[K]
  return {
    cause: { ...first.cause, timerIds: writes.flatMap(({ cause }) => cause.timerIds) },
    messages: all('messages'),
    adopt: all('adopt'),
    moved: all('moved'),
    tickets: all('tickets'),
    openings: all('openings'),
    cards: all('cards'),
    questions: all('questions'),
    readings: all('readings'),
    outbox: all('outbox'),
    tokens: all('tokens'),
    dialogs: all('dialogs'),
    endDialogs: all('endDialogs'),
    conversations: all('conversations'),
    identities: all('identities'),
    fetches: all('fetches'),
    audit: all('audit'),
    examples: all('examples'),
  }
}
