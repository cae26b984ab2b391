/** `npm run -s webhooks`: addresses that ladders call, the keys of their signatures, and what became of the calls. */
import { webhooksCommand } from './lib/webhooks-command.ts'

process.exitCode = await webhooksCommand({
  env: process.env,
  print: (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  complain: (lines) => process.stderr.write(`${lines.join('\n')}\n`),
})
