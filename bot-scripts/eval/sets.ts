import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { indexTown, ROLES, type Town } from '../../src/domain/area/town.ts'
import { URGENCIES } from '../../src/domain/ticket/types.ts'
import type { ThreadMessage, ThreadTicket } from '../../src/domain/understanding/replay.ts'
import { ACTS, type ReadInput } from '../../src/domain/understanding/types.ts'

/** Labelled messages and threads of one town: `tests/understanding/NAME`. */
export interface LabelledTown {
  name: string
  town: Town
  messages: LabelledMessage[]
  threads: LabelledThread[]
}

export interface LabelledIncident {
  category: string
  urgency: (typeof URGENCIES)[number]
  area: string
  /** Words that name the place, or null. */
  place: string | null
}

export interface LabelledMessage {
  id: string
  input: ReadInput
  act: (typeof ACTS)[number]
  incidents: LabelledIncident[]
}

export interface LabelledThread {
  id: string
  conversation: ReadInput['conversation']
  messages: ThreadMessage[]
  tickets: ThreadTicket[]
}

const Role = z.enum([...ROLES, 'resident'])
const area = z.string().transform((code) => (code === '-' || code === '' ? null : code))
const MessageRow = z.object({
  id: z.string().min(1),
  where: z.enum(['g', 'gp', 'd', 'dp']),
  group: area,
  role: Role,
  area,
  time: z.iso.datetime({ local: true }),
  act: z.enum(ACTS),
  incidents: z.string(),
  text: z.string(),
})

/** The times of the sets are Beijing's. */
const ZONE = '+08:00'

/** Reads one half (`tune` or `test`) of a labelled town. Throws with file and line on a row that is not as it should be. */
export async function readSet(dir: string, name: string, half: 'tune' | 'test'): Promise<LabelledTown> {
  const folder = join(dir, name)
  const loaded = await loadTownFolder(join(folder, 'town'))
  if (!loaded.ok) throw new Error(`${folder}/town: ${loaded.problems[0]?.message}`)
  const messages = await readFile(join(folder, `messages.${half}.tsv`), 'utf8')
  const threads = await readFile(join(folder, `threads.${half}.txt`), 'utf8')
  return {
    name,
    town: indexTown(loaded.folder.town),
    messages: messagesOf(messages),
    threads: threadsOf(threads),
  }
}

/** Reads blocks of a labelled thread each, an empty line between. */
export function threadsOf(text: string): LabelledThread[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map(threadOf)
}

function messagesOf(text: string): LabelledMessage[] {
  const rows: unknown[] = parse(text, {
    delimiter: '\t',
    columns: true,
    quote: false,
    skipEmptyLines: true,
    bom: true,
  })
  return rows.map((row, i) => {
    const read = MessageRow.safeParse(row)
    if (!read.success)
      throw new Error(
        `line ${i + 2}: ${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}`,
      )
    const { id, where, group, role, act, incidents, text: words, time } = read.data
    return {
      id,
      act,
      incidents: incidents === '-' ? [] : incidents.split(';').map(incidentOf),
      input: {
        text: words.replaceAll('\\n', '\n'),
        hasPhoto: where.endsWith('p'),
        at: new Date(time + (time.length === 16 ? ':00' : '') + ZONE),
        conversation: { kind: where.startsWith('g') ? 'group' : 'dm', area: group },
        sender: { role, area: read.data.area },
      },
    }
  })
}

function incidentOf(text: string): LabelledIncident {
  const match = /^([a-z_.]+)=([a-z]+)@([^@]+)@(.*)$/s.exec(text.trim())
  const urgency = URGENCIES.find((word) => word === match?.[2])
  if (!match || !urgency) throw new Error(`incident "${text}": leaf=urgency@area@words expected`)
  return { category: match[1] ?? '', urgency, area: match[3] ?? '', place: match[4] || null }
}

function threadOf(block: string): LabelledThread {
  const [head = '', ...lines] = block.split('\n').filter((line) => line.trim() !== '')
  const [, id = '', kind, group = '-'] = head.trim().split(/\s+/)
  const messages: ThreadMessage[] = []
  const tickets: ThreadTicket[] = []
  for (const line of lines) {
    if (line.startsWith('=>')) {
      const [ns = '', category = '', code = '', state = 'open'] = line
        .slice(2)
        .split('|')
        .map((cell) => cell.trim())
      if (ns === '' || ns === 'none' || ns === '-') continue
      const known = z.enum(['open', 'withdrawn', 'resolved_by_reporter']).parse(state)
      tickets.push({ messages: ns.split(',').map(Number), category, area: code, state: known })
    } else messages.push(threadMessage(line))
  }
  return {
    id,
    conversation: { kind: kind === 'dm' ? 'dm' : 'group', area: area.parse(group) },
    messages,
    tickets,
  }
}

function threadMessage(line: string): ThreadMessage {
  const cells = line.split('|')
  const [n = '', clock = '', sender = '', role = '', code = '', flags = ''] = cells.map((cell) => cell.trim())
  const marks = flags.split(/\s+/)
  const value = (key: string) => marks.find((mark) => mark.startsWith(`${key}=`))?.slice(2) ?? null
  const reply = value('r')
  return {
    n: Number(n),
    sender,
    role: Role.parse(role),
    area: area.parse(code),
    text: cells.slice(6).join('|').trim().replaceAll('\\n', '\n'),
    hasPhoto: marks.includes('p'),
    album: value('a'),
    replyTo: reply === null ? null : Number(reply),
    at: new Date(`2026-07-12T${clock.padStart(5, '0')}:00${ZONE}`),
  }
}
