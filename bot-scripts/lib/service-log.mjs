import { copyFileSync, existsSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs'

const kept = 5
const largest = 50_000_000

/** Moves the logs of earlier runs one number up: service.log → service.log.1 → … @param {string} file */
export function rotate(file) {
  if (!(statSync(file, { throwIfNoEntry: false })?.size ?? 0)) return
  for (let n = kept - 1; n >= 1; n--) {
    if (existsSync(`${file}.${n}`)) renameSync(`${file}.${n}`, `${file}.${n + 1}`)
  }
  renameSync(file, `${file}.1`)
}

/**
 * Follows a file to which another process appends.
 * @param {string} file @param {(line: string) => void} onLine
 * @returns {{ stop(): void }} stop reads what is left first
 */
export function follow(file, onLine) {
  const descriptor = openSync(file, 'r')
  const buffer = Buffer.alloc(65_536)
  let offset = statSync(file).size
  let rest = Buffer.alloc(0)
  const read = () => {
    for (;;) {
      const count = readSync(descriptor, buffer, 0, buffer.length, offset)
      if (count === 0) break
      offset += count
      rest = Buffer.concat([rest, buffer.subarray(0, count)])
      // Cut at line ends only: a Chinese character may lie across two reads.
      const end = rest.lastIndexOf(10)
      if (end < 0) continue
      for (const line of rest.subarray(0, end).toString('utf8').split('\n')) onLine(line)
      rest = rest.subarray(end + 1)
    }
    if (offset > largest) {
      // The writer appends, so it goes on at the start of the emptied file.
      copyFileSync(file, `${file}.1`)
      truncateSync(file, 0)
      offset = 0
    }
  }
  const timer = setInterval(read, 150)
  return {
    stop() {
      clearInterval(timer)
      read()
      if (rest.length > 0) onLine(rest.toString('utf8'))
    },
  }
}

/**
 * One line of the service's log for the terminal.
 * @param {string} line @returns {string | undefined} undefined for what need not be shown
 */
export function worthShowing(line) {
  if (!line.trim()) return undefined
  try {
    const { level, msg, err } = JSON.parse(line)
    if (typeof level !== 'number' || level < 40) return undefined
    return `${level >= 50 ? '✗' : '!'} ${msg ?? ''}${err?.message && err.message !== msg ? `: ${err.message}` : ''}`
  } catch {
    return line
  }
}
