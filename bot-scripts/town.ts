/** `npm run town -- check|import|export DIR`: see docs/town-folder.md. */
import { townCommand } from './lib/town-command.ts'

process.exitCode = await townCommand(process.argv.slice(2), {
  env: process.env,
  print: (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  complain: (lines) => process.stderr.write(`${lines.join('\n')}\n`),
})
