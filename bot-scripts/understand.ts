import { z } from 'zod'
import { loadTownFolder } from '../src/app/town/index.ts'
import { indexTown, ROLES, type Town } from '../src/domain/area/town.ts'
import { shippedModel } from '../src/domain/understanding/model/shipped.ts'
import { createReader, type Reader } from '../src/domain/understanding/read.ts'
import { replayThread } from '../src/domain/understanding/replay.ts'
import type { ThreadContext } from '../src/domain/understanding/types.ts'
import { letGo } from '../src/lib/let-go.ts'
import { eachJsonLine, writeJsonLine } from './lib/jsonl.ts'

/**
 * Reads messages without a database: `npm run -s understand -- --town DIR [--threads]`,
 * JSON lines in, JSON lines out in the same order. A line that can't be read is named on stderr;
 * the others are still answered, and the exit code is 1.
 */

const role = z.enum([...ROLES, 'resident'])
const time = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a time, e.g. 2026-07-12T08:05:00+08:00')

const Message = z.object({
  id: z.union([z.string(), z.number()]),
  conversation: z.object({ kind: z.enum(['group', 'dm']), area: z.string().nullish() }),
  sender: z.object({ role: role.nullish(), area: z.string().nullish() }).nullish(),
  text: z.string().nullish(),
  hasPhoto: z.boolean().nullish(),
  at: time.nullish(),
})

const Thread = z.object({
  id: z.union([z.string(), z.number()]),
  conversation: z.object({ kind: z.enum(['group', 'dm']), area: z.string().nullish() }),
  messages: z.array(
    z.object({
      n: z.number(),
      sender: z.union([z.string(), z.number()]),
      role: role.nullish(),
      area: z.string().nullish(),
      text: z.string().nullish(),
      hasPhoto: z.boolean().nullish(),
      album: z.union([z.string(), z.number()]).nullish(),
      replyTo: z.number().nullish(),
      at: time,
    }),
  ),
})

const NOTHING: ThreadContext = { recent: [], open: [] }

function understandMessage(line: unknown, reader: Reader): object {
  const message = Message.parse(line)
  const reading = reader.read(
    {
      text: message.text ?? '',
      hasPhoto: message.hasPhoto ?? false,
      at: new Date(message.at ?? 0),
      conversation: { kind: message.conversation.kind, area: message.conversation.area ?? null },
      sender: { role: message.sender?.role ?? 'resident', area: message.sender?.area ?? null },
    },
    NOTHING,
  )
  const incidents = reading.incidents.map(({ category, urgency, area, place, confidence }) => ({
    category,
    urgency,
    area,
    place,
    confidence,
  }))
  return { id: message.id, act: reading.act, incidents }
}

function understandThread(line: unknown, reader: Reader, town: Town): object {
  const { id, conversation, messages } = Thread.parse(line)
  const tickets = replayThread(
    { kind: conversation.kind, area: conversation.area ?? null },
    messages.map((message) => ({
      n: message.n,
      sender: String(message.sender),
      role: message.role ?? 'resident',
      area: message.area ?? null,
      text: message.text ?? '',
      hasPhoto: message.hasPhoto ?? false,
      album: message.album === null || message.album === undefined ? null : String(message.album),
      replyTo: message.replyTo ?? null,
      at: new Date(message.at),
    })),
    reader,
    town.policy,
  )
  return { id, tickets }
}

async function main(args: readonly string[]): Promise<number> {
  const dir = args[args.indexOf('--town') + 1]
  if (!args.includes('--town') || dir === undefined || dir.startsWith('--')) {
    console.error('用法 usage: npm run -s understand -- --town DIR [--threads]  < messages.jsonl')
    return 2
  }
  shippedModel()
  letGo()
  const loaded = await loadTownFolder(dir)
  if (!loaded.ok) {
    for (const problem of loaded.problems) console.error(JSON.stringify(problem))
    console.error(`镇文件夹有误，请先运行 npm run town -- check ${dir} (the town folder has errors)`)
    return 1
  }
  letGo()
  const town = indexTown(loaded.folder.town)
  const reader = createReader(town)
  letGo()
  const threads = args.includes('--threads')
  return eachJsonLine((parsed) =>
    writeJsonLine(threads ? understandThread(parsed, reader, town) : understandMessage(parsed, reader)),
  )
}

process.exitCode = await main(process.argv.slice(2))
