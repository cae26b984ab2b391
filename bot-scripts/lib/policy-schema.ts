import { z } from 'zod'
import { Policy } from '../../src/domain/area/policy.ts'

type Schema = z.core.JSONSchema.BaseSchema

/** What docs/town-folder.md says of each setting, by its path; one row may tell of several. */
function meanings(guide: string): Map<string, string> {
  const told = new Map<string, string>()
  for (const line of guide.split('\n')) {
    const [, names = '', , meaning = ''] = line.split(/(?<!\\)\|/).map((cell) => cell.trim())
    const paths = names.split('、').flatMap((name) => /^`([a-zA-Z.]+)`$/.exec(name)?.[1] ?? [])
    for (const path of paths) told.set(path, meaning.replaceAll('\\|', '|').replaceAll('`', ''))
  }
  return told
}

function describe(schema: Schema, path: string, told: ReadonlyMap<string, string>) {
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (typeof inner === 'boolean') continue
    const here = path === '' ? name : `${path}.${name}`
    const meaning = told.get(here)
    if (meaning) inner.description = meaning
    describe(inner, here, told)
  }
}

/** The text of docs/policy.schema.json: what editors need to help with a `policy.yaml`. `guide` is docs/town-folder.md. */
export function policySchema(guide: string): string {
  const schema: Schema = z.toJSONSchema(Policy, { io: 'input' })
  describe(schema, '', meanings(guide.slice(guide.indexOf('### policy.yaml'))))
  const { $schema, ...rest } = schema
  return `${JSON.stringify({ $schema, title: 'Gridwhistle policy.yaml', ...rest }, null, 2)}\n`
}
