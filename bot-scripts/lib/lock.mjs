import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isSameProcess, startMark } from './processes.mjs'

/** @typedef {{ pid: number, mark: string | null } & Record<string, unknown>} Holder */

/** @param {string} file @returns {Holder | undefined} */
export function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Takes a lock file for this process. A lock whose holder is dead (or whose pid now belongs to
 * another process) is taken over.
 * @param {string} file @param {Record<string, unknown>} [facts] kept in the lock for others to read
 * @returns {{ ok: true, previous?: Holder, note(facts: Record<string, unknown>): void, release(): void }
 *   | { ok: false, holder: Holder }}
 */
export function takeLock(file, facts = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const me = { pid: process.pid, mark: startMark(process.pid) }
  const mine = `${file}.${process.pid}`
  let noted = { ...me, ...facts }
  let previous
  writeFileSync(mine, JSON.stringify(noted))
  try {
    for (;;) {
      try {
        // A link is made whole or not at all: nobody ever reads a half-written lock.
        linkSync(mine, file)
        break
      } catch (error) {
        if (error.code !== 'EEXIST') throw error
      }
      const holder = readHolder(file)
      if (holder && isSameProcess(holder)) return { ok: false, holder }
      previous = holder
      setStaleAside(file)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  return {
    ok: true,
    previous,
    note(more) {
      noted = { ...noted, ...more }
      writeFileSync(mine, JSON.stringify(noted))
      renameSync(mine, file)
    },
    release() {
      if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}

/** Two starters may find the same stale lock: what is moved aside is looked at again before it is dropped. */
function setStaleAside(file) {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const holder = readHolder(aside)
  if (holder && isSameProcess(holder)) {
    try {
      linkSync(aside, file)
    } catch {
      // Somebody else holds it by now, which is just as well.
    }
  }
  rmSync(aside, { force: true })
}

/**
 * Runs `work` while holding the lock, waiting for other processes to finish theirs.
 * @template T @param {string} file @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function alone(file, work) {
  for (;;) {
    const lock = takeLock(file)
    if (lock.ok) {
      try {
        return await work()
      } finally {
        lock.release()
      }
    }
    await pause(100)
  }
}
