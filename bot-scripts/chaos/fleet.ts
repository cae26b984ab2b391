import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

export interface Kill {
  /** A crash point, `random` or `stuck` (its point was not reached in time, so it was killed anyhow). */
  why: string
  process: number
  atMs: number
}

interface Slot {
  index: number
  port: number
  child: ChildProcess | null
  /** Crash point of the process that runs now. */
  plan: string | null
  since: number
  /** Set when we are the ones who kill it. */
  killing: string | null
  ended: Promise<void>
}

export interface FleetOptions {
  env: Record<string, string>
  ports: readonly number[]
  logDir: string
  /** Crash points still to be reached, `point:nth`; every restart takes one. */
  plans: string[]
  /** Milliseconds after which a process that did not reach its point is killed anyhow. */
  patienceMs: number
}

/** The service as several real processes on one database; whoever dies is started again with the next crash point. */
export class Fleet {
  readonly kills: Kill[] = []
  /** Ends that nobody asked for: a violation. */
  readonly accidents: string[] = []
  readonly #options: FleetOptions
  readonly #slots: Slot[]
  readonly #began = Date.now()
  #stopping = false
  #plans: string[]

  constructor(options: FleetOptions) {
    this.#options = options
    this.#plans = [...options.plans]
    this.#slots = options.ports.map((port, index) => ({
      index,
      port,
      child: null,
      plan: null,
      since: 0,
      killing: null,
      ended: Promise.resolve(),
    }))
  }

  /** Crash points that were not reached yet. */
  get left(): string[] {
    return [...this.#plans, ...this.#slots.flatMap((slot) => (slot.plan ? [slot.plan] : []))]
  }

  start(): void {
    for (const slot of this.#slots) this.#launch(slot)
  }

  /** Kills one process at a moment of the caller's choice; its crash point goes back to the list. */
  killAny(why: string, choose: (alive: number) => number): void {
    const alive = this.#slots.filter((slot) => slot.child)
    const slot = alive[choose(alive.length) % Math.max(1, alive.length)]
    if (slot) this.#kill(slot, why)
  }

  /** Kills processes that waited too long for their point; call it now and then. */
  prod(): void {
    for (const slot of this.#slots)
      if (slot.plan && Date.now() - slot.since > this.#options.patienceMs) this.#kill(slot, 'stuck')
  }

  /** No more crashes: whoever still waits for a crash point is replaced by a process without one. */
  calm(): string[] {
    const missed = this.left
    this.#plans = []
    for (const slot of this.#slots) {
      if (!slot.plan) continue
      slot.plan = null
      this.#kill(slot, 'calm')
    }
    return missed
  }

  /** Asks all to end, insists after ten seconds. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const slot of this.#slots) slot.child?.kill('SIGTERM')
    const insist = setTimeout(() => {
      for (const slot of this.#slots) slot.child?.kill('SIGKILL')
    }, 10_000)
    await Promise.all(this.#slots.map((slot) => slot.ended))
    clearTimeout(insist)
  }

  #kill(slot: Slot, why: string): void {
    if (!slot.child || slot.killing) return
    slot.killing = why
    slot.child.kill('SIGKILL')
  }

  #launch(slot: Slot): void {
    slot.plan = this.#plans.shift() ?? null
    slot.since = Date.now()
    slot.killing = null
    const log = openSync(join(this.#options.logDir, `process-${slot.index}.log`), 'a')
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: PROJECT,
      env: {
        ...this.#options.env,
        PORT: String(slot.port),
        ...(slot.plan ? { CRASH_AT: slot.plan } : {}),
      },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    slot.child = child
    slot.ended = new Promise((resolve) => {
      child.on('exit', (code, signal) => {
        slot.child = null
        if (!this.#stopping) this.#ended(slot, code, signal)
        resolve()
      })
    })
  }

  #ended(slot: Slot, code: number | null, signal: NodeJS.Signals | null): void {
    const why = slot.killing ?? slot.plan
    if (signal !== 'SIGKILL' || !why)
      this.accidents.push(`process ${slot.index} ended by itself: ${signal ?? `exit ${code}`}`)
    else this.kills.push({ why, process: slot.index, atMs: Date.now() - this.#began })
    if (slot.killing && slot.plan) this.#plans.push(slot.plan)
    this.#launch(slot)
  }
}
