import { spawn } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, stopServer } from './postgres-server.mjs'
import { throwawayFolder } from './throwaway.mjs'

/**
 * A Redis in a fresh temporary folder, set up as production must be: every write kept, nothing evicted.
 * @param {string} program path of redis-server
 * @returns {Promise<{ url: string, port: number, pid: number, stop: () => Promise<void> }>}
 */
export async function throwawayRedis(program) {
  const place = throwawayFolder()
  const port = await freePort()
  const flags = {
    port,
    bind: '127.0.0.1',
    dir: place.folder,
    appendonly: 'yes',
    save: '',
    'maxmemory-policy': 'noeviction',
  }
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(program, args, { stdio: 'ignore', detached: true })
  child.unref()
  place.note(child.pid ?? 0)
  const until = Date.now() + 10_000
  while (!(await answersPing(port))) {
    if (child.exitCode !== null || Date.now() > until)
      throw new Error(`${program} did not start on port ${port}`)
    await pause(20)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    async stop() {
      await stopServer(child.pid ?? 0)
      place.remove()
    },
  }
}

function answersPing(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      resolve(String(data).startsWith('+PONG'))
      socket.destroy()
    })
    socket.on('error', () => resolve(false))
    socket.on('close', () => resolve(false))
  })
}
