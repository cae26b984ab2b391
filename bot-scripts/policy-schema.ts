/** `npm run policy-schema`: writes docs/policy.schema.json anew, after a change of the settings or of their guide. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { policySchema } from './lib/policy-schema.ts'

const docs = join(import.meta.dirname, '..', 'docs')
const guide = await readFile(join(docs, 'town-folder.md'), 'utf8')
await writeFile(join(docs, 'policy.schema.json'), policySchema(guide))
