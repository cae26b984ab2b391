/** `npm run -s links`: personal links into the web chat. */
import { linksCommand } from './lib/links-command.ts'

process.exitCode = await linksCommand(process.argv.slice(2), {
  env: process.env,
  print: (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  complain: (lines) => process.stderr.write(`${lines.join('\n')}\n`),
})
