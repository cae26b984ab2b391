import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** @param {number} pid @returns {boolean} true for a zombie's absence too: a dead, unreaped child counts as gone */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
  }
  return process.platform !== 'linux' || procStat(pid)?.[0] !== 'Z'
}

/** The fields of /proc/PID/stat from the state on; the name before may hold spaces and brackets. */
function procStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/**
 * When a process started, as an opaque mark: with its pid it names one process for good, although
 * pids are used again.
 * @param {number} pid @returns {string | null} null when there is no such process
 */
export function startMark(pid) {
  if (!isAlive(pid)) return null
  if (process.platform === 'linux') return procStat(pid)?.[19] ?? null
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}

/** @param {{ pid: number, mark: string | null } | undefined} known */
export function isSameProcess(known) {
  return known !== undefined && known.mark !== null && startMark(known.pid) === known.mark
}

/** @param {number} pid */
export function commandLine(pid) {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}

/** @param {number} pid @returns {string | null} null where the system does not tell */
export function workingFolder(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** @param {number} pid @param {NodeJS.Signals} signal @returns {boolean} false when it was gone already */
export function signal(pid, signal) {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/** @param {number} pid @param {number} milliseconds @returns {Promise<boolean>} true when it is gone */
export async function waitGone(pid, milliseconds) {
  const until = Date.now() + milliseconds
  while (isAlive(pid)) {
    if (Date.now() >= until) return false
    await pause(20)
  }
  return true
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** Ends the programs that `run` has started and that are not done. */
export function endRunning() {
  for (const child of running) child.kill('SIGTERM')
}

/**
 * Runs a program to its end and collects what it prints.
 * @param {string} file @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { input?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program could not be started
 */
export function run(file, args, options = {}) {
  const { input, ...rest } = options
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      ...rest,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    })
    running.add(child)
    let output = ''
    const collect = (chunk) => {
      output += chunk
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.on('error', (error) => {
      running.delete(child)
      resolve({ code: 127, output: `${output}${error.message}` })
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(input)
  })
}
