import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface TextFile {
  name: string
  text: string
}

/**
 * Writes files into a folder, made if need be. A folder that holds anything is refused unless `force`;
 * then files of the same names are replaced and those in `stale` removed. Every file appears whole or not at all.
 */
export async function writeFolder(
  folder: string,
  files: readonly TextFile[],
  options: { force: boolean; stale: readonly string[] },
): Promise<{ ok: true } | { ok: false; reason: 'not_empty' }> {
  await mkdir(folder, { recursive: true })
  if (!options.force && (await readdir(folder)).some((name) => !name.startsWith('.')))
    return { ok: false, reason: 'not_empty' }
  for (const { name, text } of files) await writeFile(join(folder, `.${name}.new`), text)
  for (const { name } of files) await rename(join(folder, `.${name}.new`), join(folder, name))
  for (const name of options.stale) await rm(join(folder, name), { force: true })
  return { ok: true }
}
