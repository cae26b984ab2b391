import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from './postgres.mjs'
import { stopServer } from './postgres-server.mjs'
import { isSameProcess, startMark } from './processes.mjs'

const prefix = 'gridwhistle-throwaway-'

/**
 * A temporary folder that everybody may enter, for a server that lives as long as this process.
 * @returns {{ folder: string, note(pid: number, elsewhere?: string): void, remove(): void }} note: the
 *   server's pid, and a second folder that goes away with this one
 */
export function throwawayFolder() {
  sweep()
  const folder = mkdtempSync(join(realpathSync(tmpdir()), prefix))
  chmodSync(folder, 0o711)
  let owner = { pid: process.pid, mark: startMark(process.pid) }
  const write = () => writeFileSync(join(folder, 'owner.json'), JSON.stringify(owner), { mode: 0o600 })
  write()
  return {
    folder,
    note(pid, elsewhere = folder) {
      owner = { ...owner, server: { pid, mark: startMark(pid) }, elsewhere }
      write()
    },
    remove: () => removeAll(folder, owner),
  }
}

function removeAll(folder, owner) {
  for (const path of [owner?.elsewhere ?? folder, folder]) rmSync(path, { recursive: true, force: true })
}

/** Ends servers whose owner was killed before it could, and removes their folders. */
function sweep() {
  const parent = realpathSync(tmpdir())
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(parent, name)
    try {
      // What another user wrote there must not be believed, least of all by root.
      if (lstatSync(folder).uid !== process.getuid?.()) continue
      const owner = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))
      if (isSameProcess(owner)) continue
      if (isSameProcess(owner.server)) void stopServer(owner.server.pid).then(() => removeAll(folder, owner))
      else removeAll(folder, owner)
    } catch {
      // Not ours, or being made or removed at this moment.
    }
  }
}

/**
 * A PostgreSQL in a fresh temporary folder, for tests and measurements.
 * @param {{ quick?: boolean }} [options] quick: no flushing to disk
 * @returns {Promise<import('./postgres.mjs').Postgres>} its stop() also removes the folder
 */
export async function throwawayPostgres({ quick = true } = {}) {
  const place = throwawayFolder()
  try {
    const server = await startPostgres({ dataDir: place.folder, quick })
    place.note(server.pid, server.cluster)
    return {
      ...server,
      async stop() {
        await server.stop()
        place.remove()
      },
    }
  } catch (error) {
    place.remove()
    throw error
  }
}
