/** `npm run -s learn -- --in F --out M`: learns labels from a town's own labelled history; see docs/learning.md. */
import { learnCommand } from './learn/learn-command.ts'

process.exitCode = await learnCommand(process.argv.slice(2), (line) => process.stderr.write(`${line}\n`))
