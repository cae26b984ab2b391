import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { projectDir } from './settings.mjs'

/** @param {string} path a file or folder; a missing one counts as empty @returns {string[]} its files, sorted */
function filesOf(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesOf(join(path, entry.name)))
}

/** @param {readonly string[]} paths @param {readonly string[]} [words] further things the result depends on */
export function hashOf(paths, words = []) {
  const hash = createHash('sha256')
  for (const word of words) hash.update(word).update('\0')
  for (const file of paths.flatMap(filesOf)) {
    // Relative: a project that was moved need not be installed and built again.
    hash.update(relative(projectDir, file)).update('\0').update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** @param {string} file @param {string} hash */
export function stampMatches(file, hash) {
  try {
    return readFileSync(file, 'utf8') === hash
  } catch {
    return false
  }
}

/** @param {string} file @param {string} hash */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, hash)
}
