/** `npm run models -- list | use N | off`: versions of the town's own reading. */
import { modelsCommand } from './lib/models-command.ts'

process.exitCode = await modelsCommand(process.argv.slice(2), {
  env: process.env,
  print: (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  complain: (lines) => process.stderr.write(`${lines.join('\n')}\n`),
})
