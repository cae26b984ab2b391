/** `npm run -s classify -- --model M`: labels letters, JSON lines in and out; see docs/learning.md. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { classifyCommand } from './learn/classify-command.ts'

process.exitCode = await classifyCommand(process.argv.slice(2), {
  lines: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY }),
  write: async (line) => {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  },
  say: (line) => process.stderr.write(`${line}\n`),
})
