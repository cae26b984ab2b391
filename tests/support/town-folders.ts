import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type FolderFiles = Record<string, string | Buffer>

/** A small town without an error and, but for vacant posts, without a gap. */
export const SMALL_TOWN = {
  'areas.csv': `code,parent,level,name,aliases,kind,households,lng,lat
T,,town,青石镇,,mixed,,119.05,25.24
V1,T,village,上河村,上河|老槐树,village,120,119.06,25.25
G1,V1,grid,1网格,,village,60,119.061,25.251
U1,G1,unit,1网格1单元,井边,village,20,119.0611,25.2511
U2,G1,unit,1网格2单元,,village,22,,
V2,T,village,下河村,,village,80,119.07,25.23
`,
  'departments.csv': `code,name,aliases,area,kind
power,供电所,供电|电力,T,power
water,水务站,,T,water
`,
  'people.csv': `name,phone,role,area,department,telegram,party
周明,13800000001,town_lead,T,,,yes
陈梅,13800000002,unit_chief,U1,,1001,
陈梅,13800000002,volunteer,V1,,,
林强,13800000003,grid_chief,G1,,,yes
张工,13800000004,handler,,power,1002,
许静,,dispatcher,,,,
值班室,0594-5551234,department_lead,,water,,
`,
  'groups.csv': `channel,chat,name,area,department
web,shanghe,上河村网格群,V1,
web,power,供电所接单群,,power
telegram,-100200300,下河村群,V2,
`,
  'responsibilities.csv': `category,area,lead,assist
*,T,power,
safety.power_line,T,power,water
facility.drain,V1,water,
`,
  'policy.yaml': `letters: QS
close:
  afterHours: 48
deadlines:
  facility.tree: { accept: 1h }
`,
} satisfies FolderFiles

/** `SMALL_TOWN` with the first `from` of a file replaced; throws when the text is not there. */
export function edited(file: keyof typeof SMALL_TOWN, from: string, to: string): FolderFiles {
  const text = SMALL_TOWN[file]
  if (!text.includes(from)) throw new Error(`${file} has no "${from}"`)
  return { ...SMALL_TOWN, [file]: text.replace(from, to) }
}

/** `SMALL_TOWN` without a file. */
export function without(file: keyof typeof SMALL_TOWN): FolderFiles {
  const { [file]: _, ...rest }: FolderFiles = SMALL_TOWN
  return rest
}

/** Writes the files into a new temporary folder and removes it after `work`. */
export async function withFolder<T>(files: FolderFiles, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'town-'))
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
