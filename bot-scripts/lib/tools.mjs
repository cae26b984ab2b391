import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './processes.mjs'
import { step } from './say.mjs'

/** @param {readonly string[]} names @returns {string | undefined} the first of these programs on the PATH */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  for (const name of names) {
    for (const folder of folders) {
      try {
        accessSync(join(folder, name), constants.X_OK)
        return join(folder, name)
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined
}

/**
 * A program on the PATH, or, as root on Debian, out of a Debian package.
 * @param {readonly string[]} names @param {readonly string[]} debianPackages
 * @returns {Promise<string | undefined>}
 */
export async function findOrInstall(names, debianPackages) {
  const found = findProgram(names)
  if (found) return found
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !findProgram(['apt-get']))
    return undefined
  step(`正在安装 ${debianPackages.join(' ')}…`, 'installing…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['install', '-y', '--no-install-recommends', ...debianPackages]
  // Without a fresh list the first attempt finds nothing on a bare machine; with one it is quick.
  if ((await run('apt-get', install, { env })).code !== 0) {
    await run('apt-get', ['update'], { env })
    await run('apt-get', install, { env })
  }
  return findProgram(names)
}
