import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureConsole } from './console-build.mjs'
import { ensurePackages } from './packages.mjs'
import { startPostgres } from './postgres.mjs'
import { ensurePrismaClient } from './prisma-client.mjs'
import { endRunning, isSameProcess, signal } from './processes.mjs'
import { complain, say, step, Trouble } from './say.mjs'
import { ensurePortFree, startService, stopService, waitHealthy } from './service.mjs'
import { rotate } from './service-log.mjs'

/** A service that died this often within the window is given up. */
const patience = { deaths: 5, windowMs: 10 * 60_000 }

/** Brings everything up, keeps it up, and takes it down in the right order. */
export class Launcher {
  #dataDir
  #main
  #lock
  /** @type {import('./postgres.mjs').Postgres | undefined} */
  #postgres
  /** @type {import('./service.mjs').Service | undefined} */
  #service
  #stopping = false
  #stopAskedAt = 0
  /** @type {() => void} */
  #askToStop = () => undefined
  /** @type {Promise<void>} */
  #stopAsked = new Promise((resolve) => {
    this.#askToStop = resolve
  })

  /** @param {{ dataDir: string, main: string, lock: Extract<ReturnType<typeof import('./lock.mjs').takeLock>, { ok: true }> }} parts */
  constructor({ dataDir, main, lock }) {
    this.#dataDir = dataDir
    this.#main = main
    this.#lock = lock
  }

  /** @returns {Promise<number>} the exit code */
  async run() {
    try {
      const began = Date.now()
      await this.#stopLeftover()
      await this.#bringUp()
      if (this.#stopping) return 0
      this.#greet(Date.now() - began)
      await this.#keepUp()
      return 0
    } catch (error) {
      if (this.#stopping) return 0
      complain(error)
      return 1
    } finally {
      await this.#takeDown()
    }
  }

  /** The first signal stops in order; one more, a second later or after that, forces. */
  onSignal() {
    if (!this.#stopping) {
      this.#stopping = true
      this.#stopAskedAt = Date.now()
      step('正在停止…', 'stopping… (Ctrl-C again to force)')
      endRunning()
      this.#askToStop()
      return
    }
    // npm passes on the Ctrl-C that the terminal has already sent to us: that is one, not two.
    if (Date.now() - this.#stopAskedAt < 1000) return
    if (this.#service) signal(this.#service.pid, 'SIGKILL')
    if (this.#postgres && !process.env.DATABASE_URL) signal(this.#postgres.pid, 'SIGQUIT')
    this.#lock.release()
    process.exit(1)
  }

  get #port() {
    const port = Number(process.env.PORT || 3000)
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port
    throw new Trouble(
      `PORT=${process.env.PORT} 不是端口号。请写 1 到 65535 之间的整数，例如 PORT=3000。`,
      `PORT=${process.env.PORT} is not a port. Write a whole number from 1 to 65535, for example PORT=3000.`,
    )
  }

  get #address() {
    return process.env.PUBLIC_URL || `http://localhost:${this.#port}`
  }

  get #health() {
    const host = process.env.HOST
    const everywhere = !host || host === '0.0.0.0' || host === '::' || host === 'localhost'
    const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
    return `http://${name}:${this.#port}/healthz`
  }

  /** A launcher that was killed leaves its service behind. */
  async #stopLeftover() {
    const service = this.#lock.previous?.service
    if (!isSameProcess(service)) return
    step('上次没有正常关闭，先停掉留下的服务…', 'stopping the service that a killed start left behind…')
    await stopService(service.pid)
  }

  async #bringUp() {
    await ensurePortFree(this.#port, process.env.HOST)
    this.#lock.note({ address: this.#address })
    await ensurePackages()
    if (this.#stopping) return
    const database = process.env.DATABASE_URL ? undefined : startPostgres({ dataDir: this.#dataDir })
    const parts = await Promise.allSettled([ensurePrismaClient(), ensureConsole(), database])
    if (parts[2].status === 'fulfilled') this.#postgres = parts[2].value
    for (const part of parts) if (part.status === 'rejected') throw part.reason
    if (this.#stopping) return
    rotate(this.#logFile)
    await this.#startService()
  }

  get #logFile() {
    return join(this.#dataDir, 'logs/service.log')
  }

  async #startService() {
    const env = { ...process.env, DATA_DIR: this.#dataDir, NODE_ENV: process.env.NODE_ENV || 'production' }
    if (this.#postgres) env.DATABASE_URL = this.#postgres.url
    const service = startService({ main: this.#main, env, logFile: this.#logFile })
    this.#service = service
    this.#lock.note({ service: { pid: service.pid, mark: service.mark } })
    if (await Promise.race([waitHealthy(this.#health, service.pid), this.#stopAsked])) return
    if (this.#stopping) return
    const why = await service.ended
    this.#service = undefined
    throw new Trouble(
      `服务没有起来（${why}），原因见上面或 ${this.#logFile}。`,
      `The service did not start (${why}); see above, or ${this.#logFile}.`,
      service.hasSpoken() ? undefined : service.lastWords(),
    )
  }

  #greet(milliseconds) {
    const seconds = (milliseconds / 1000).toFixed(1)
    say()
    say(`网格哨已启动（${seconds} 秒）。打开 ${this.#address}`)
    if (!process.env.TOWN_DIR) say('  演示：以单元长陈淑华的身份，在“东沁村网格群”里发一张照片和一句话。')
    say('  停止：按 Ctrl-C。')
    say(`Gridwhistle is up (${seconds} s). Open ${this.#address}`)
    if (!process.env.TOWN_DIR) say('  Demo: as unit chief 陈淑华, post a photo and a line in 东沁村网格群.')
    say(`  Stop: Ctrl-C. Logs: ${this.#logFile}`)
  }

  /** Until asked to stop: starts again what dies. */
  async #keepUp() {
    /** @type {number[]} */
    let deaths = []
    const guard = this.#guardPostgres()
    try {
      while (!this.#stopping && this.#service) {
        const why = await Promise.race([this.#service.ended, this.#stopAsked, guard.failed])
        if (this.#stopping || !why) return
        deaths = [...deaths.filter((at) => at > Date.now() - patience.windowMs), Date.now()]
        if (deaths.length > patience.deaths) {
          throw new Trouble(
            `服务反复退出（${why}），不再重启。请看 ${this.#logFile}。`,
            `The service keeps ending (${why}) and is not started again. See ${this.#logFile}.`,
            this.#service.lastWords(),
          )
        }
        const wait = 2 ** (deaths.length - 1)
        step(`服务意外退出（${why}），${wait} 秒后重启。`, `the service ended, starting again in ${wait} s`)
        await Promise.race([pause(wait * 1000), this.#stopAsked])
        if (this.#stopping) return
        await this.#restartService()
      }
    } finally {
      guard.stop()
    }
  }

  /** A failed restart counts as one more death, not as the end. */
  async #restartService() {
    try {
      await this.#startService()
      if (!this.#stopping) step('服务已恢复。', 'the service is back')
    } catch (error) {
      this.#service = {
        pid: 0,
        mark: null,
        ended: Promise.resolve(error.message),
        lastWords: () => '',
        hasSpoken: () => true,
      }
    }
  }

  #guardPostgres() {
    let busy = false
    let fail = (_error) => undefined
    const failed = new Promise((_resolve, reject) => {
      fail = reject
    })
    failed.catch(() => undefined)
    const timer = setInterval(async () => {
      const dead = this.#postgres
      if (busy || this.#stopping || !dead || dead.isRunning()) return
      busy = true
      step('数据库意外停止，正在恢复…', 'the database ended, bringing it back…')
      try {
        // The same port: the service's connections find it again by themselves.
        this.#postgres = await startPostgres({ dataDir: this.#dataDir, port: dead.port })
        await dead.stop()
        if (this.#postgres.port !== dead.port && this.#service) signal(this.#service.pid, 'SIGTERM')
        step('数据库已恢复。', 'the database is back')
      } catch (error) {
        fail(error)
      }
      busy = false
    }, 1000)
    return { failed, stop: () => clearInterval(timer) }
  }

  async #takeDown() {
    if (this.#service && this.#service.pid > 0) {
      await stopService(this.#service.pid)
      await this.#service.ended
    }
    await this.#postgres?.stop()
    this.#lock.release()
    if (this.#stopping) step('已停止。', 'stopped')
  }
}
