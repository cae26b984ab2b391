import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive, signal, startMark, waitGone } from './processes.mjs'
import { say, Trouble } from './say.mjs'
import { follow, worthShowing } from './service-log.mjs'
import { projectDir } from './settings.mjs'

/**
 * @typedef {object} Service
 * @property {number} pid @property {string | null} mark
 * @property {Promise<string>} ended resolves to why: "exit 1" or "SIGKILL"
 * @property {() => boolean} hasSpoken whether it wrote to stderr, which the terminal has shown
 * @property {() => string} lastWords the end of what it wrote to stderr, else of its log
 */

/**
 * Starts the service. Its JSON log goes to `logFile`; warnings, errors and what it writes to stderr
 * also reach the terminal.
 * @param {{ main: string, env: NodeJS.ProcessEnv, logFile: string }} options @returns {Service}
 */
export function startService({ main, env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true })
  const errorFile = logFile.replace(/\.log$/, '-errors.log')
  rmSync(errorFile, { force: true })
  const [out, err] = [openSync(logFile, 'a'), openSync(errorFile, 'a')]
  const followers = [
    follow(logFile, (line) => {
      const shown = worthShowing(line)
      if (shown) say(shown)
    }),
    follow(errorFile, (line) => {
      if (line.trim()) process.stderr.write(`${line}\n`)
    }),
  ]
  // Files, not pipes: the service goes on when the launcher is killed. Its own session: Ctrl-C
  // reaches the launcher alone, which ends things in order.
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', main], {
    cwd: projectDir,
    env,
    detached: true,
    stdio: ['ignore', out, err],
  })
  closeSync(out)
  closeSync(err)
  const ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, by) => resolve(by ?? `exit ${code}`))
  }).then((why) => {
    for (const follower of followers) follower.stop()
    return why
  })
  const pid = child.pid ?? 0
  return {
    pid,
    mark: startMark(pid),
    ended,
    hasSpoken: () => tail(errorFile) !== '',
    lastWords: () => tail(errorFile) || tail(logFile),
  }
}

function tail(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
}

/** Asks the service to finish what it is doing, then insists. @param {number} pid */
export async function stopService(pid) {
  if (!signal(pid, 'SIGTERM') || (await waitGone(pid, 15_000))) return
  signal(pid, 'SIGKILL')
  await waitGone(pid, 5_000)
}

/** @param {string} health URL @param {number} pid @returns {Promise<boolean>} false when the process ended first */
export async function waitHealthy(health, pid) {
  while (isAlive(pid)) {
    try {
      const answer = await fetch(health, { signal: AbortSignal.timeout(2000) })
      await answer.arrayBuffer()
      if (answer.status === 200) return true
    } catch {
      // Not listening yet.
    }
    await pause(50)
  }
  return false
}

/** @param {number} port @param {string | undefined} host @throws {Trouble} when the service could not listen there */
export function ensurePortFree(port, host) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', (error) => reject(portTrouble(port, error)))
    probe.listen(port, host, () => probe.close(() => resolve(undefined)))
  })
}

function portTrouble(port, error) {
  if (error.code === 'EADDRINUSE') {
    const other = port === 3000 ? 3001 : 3000
    return new Trouble(
      `端口 ${port} 已被别的程序占用。关掉它，或换一个端口：PORT=${other} npm start`,
      `Port ${port} is in use by another program. Close it, or choose another: PORT=${other} npm start`,
    )
  }
  if (error.code === 'EACCES') {
    return new Trouble(
      `没有权限使用端口 ${port}。请换一个大于 1024 的端口：PORT=3000 npm start`,
      `Port ${port} may not be used by this user. Choose one above 1024: PORT=3000 npm start`,
    )
  }
  return new Trouble(
    `不能在端口 ${port} 上提供服务（${error.code}）。请检查 HOST 和 PORT。`,
    `Cannot serve on port ${port} (${error.code}). Check HOST and PORT.`,
  )
}
