import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { URGENCIES, type Urgency } from '../../src/domain/ticket/types.ts'
import { ACTS, type Act } from '../../src/domain/understanding/types.ts'

/** One message of the corpus with its labels. */
export interface CorpusMessage {
  /** The file it stands in: one writer's. */
  hand: string
  act: Act
  /** The urgency is null where it was not judged. */
  incidents: { category: string; urgency: Urgency | null }[]
  dm: boolean
  hasPhoto: boolean
  text: string
}

/** What reporters write later of their matter: `withdrawn`, `resolved` or `going_on`, and the text. */
const OUTCOMES = 'outcomes.tsv'

const URGENCY_OF: Readonly<Record<string, Urgency>> = { E: 'emergency', U: 'urgent', N: 'normal', L: 'low' }

/**
 * Reads the corpus: `*.tsv` with act, incidents, where and text in four columns, `*.txt` with blocks of short
 * tellings by leaf (docs/labelling.md). Throws with file and line on a row that is not as it should be.
 */
export async function readCorpus(dir: string): Promise<CorpusMessage[]> {
  const messages: CorpusMessage[] = []
  for (const file of (await readdir(dir)).filter((name) => name !== OUTCOMES).sort()) {
    const lines = (await readFile(join(dir, file), 'utf8')).split('\n')
    const read = file.endsWith('.tsv') ? tableReader(file) : file.endsWith('.txt') ? blockReader(file) : null
    if (!read) continue
    lines.forEach((line, i) => {
      if (line.trim() === '') return
      try {
        const message = read(line)
        if (message) messages.push(message)
      } catch (error) {
        throw new Error(`${file}:${i + 1}: ${error instanceof Error ? error.message : String(error)}`)
      }
    })
  }
  return messages
}

function tableReader(hand: string): (line: string) => CorpusMessage {
  return (line) => {
    const [act, incidents = '', where = '', text, more] = line.split('\t')
    if (text === undefined || more !== undefined) throw new Error('four columns expected')
    return {
      hand,
      act: z.enum(ACTS).parse(act),
      incidents: incidents === '-' ? [] : incidents.split(',').map(incidentOf),
      dm: where.startsWith('d'),
      hasPhoto: where.endsWith('p'),
      text: text.replaceAll('\\n', '\n'),
    }
  }
}

function incidentOf(pair: string): CorpusMessage['incidents'][number] {
  const [category = '', urgency] = pair.trim().split('=')
  return { category, urgency: urgency === undefined ? null : z.enum(URGENCIES).parse(urgency) }
}

/** `= leaf` begins a block; then `U[pdq] text`: urgency, with photo, in private, a request. */
function blockReader(hand: string): (line: string) => CorpusMessage | null {
  let category = ''
  return (line) => {
    const head = /^=\s*([a-z_.]+)\s*$/.exec(line)
    if (head) {
      category = head[1] ?? ''
      return null
    }
    const match = /^([EUNL])([pdq]*)\s+(.+)$/.exec(line.trim())
    const urgency = URGENCY_OF[match?.[1] ?? '']
    if (!match || !urgency || category === '') throw new Error('a block of "U text" lines expected')
    const marks = match[2] ?? ''
    return {
      hand,
      act: marks.includes('q') ? 'request' : 'report',
      incidents: [{ category, urgency }],
      dm: marks.includes('d'),
      hasPhoto: marks.includes('p'),
      text: (match[3] ?? '').replaceAll('\\n', '\n'),
    }
  }
}

/** One line of a reporter about an earlier report, and what it says of it. */
export interface OutcomeLine {
  label: 'withdrawn' | 'resolved' | 'going_on'
  text: string
}

/** Reads `outcomes.tsv` of the corpus. Throws with the line on a row that is not as it should be. */
export async function readOutcomes(dir: string): Promise<OutcomeLine[]> {
  const lines = (await readFile(join(dir, OUTCOMES), 'utf8')).split('\n')
  return lines.flatMap((line, i) => {
    if (line.trim() === '') return []
    const [label, text] = line.split('\t')
    const known = z.enum(['withdrawn', 'resolved', 'going_on']).safeParse(label)
    if (!known.success || !text) throw new Error(`${OUTCOMES}:${i + 1}: label and text expected`)
    return [{ label: known.data, text: text.replaceAll('\\n', '\n') }]
  })
}
