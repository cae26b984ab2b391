import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { channelWarnings, halfConfigured } from './config/channels.ts'
import { type ModelConfig, readModel } from './config/model.ts'
import { type Problem, problem } from './config/problems.ts'
import { type ServiceRole, settingsSchema } from './config/settings.ts'
import { readTelegram, type TelegramConfig } from './config/telegram.ts'
import type { CrashPlan } from './lib/crash-point.ts'

export type { ModelConfig } from './config/model.ts'
export { type Problem, problemLines } from './config/problems.ts'
export { ensureSecretKey } from './config/secret-key.ts'
export type { ServiceRole } from './config/settings.ts'
export type { TelegramConfig } from './config/telegram.ts'

export interface Config {
  http: {
    port: number
    host: string
    /** How people reach the service: origin without a trailing slash; `http://localhost:PORT` if unset. */
    publicUrl: string
    /** Believe a proxy on a private address about who calls: only when `PUBLIC_URL` is https, since the service itself speaks http. */
    trustProxy: boolean
  }
  /** Absolute folder of photos, logs and the made key. */
  data: { dir: string }
  town: { dir: string | null; tz: string }
  /** null = made at the first start, see `ensureSecretKey`. */
  secretKey: string | null
  database: { url: string }
  /** `redisUrl` null = queues on Postgres. */
  queue: { redisUrl: string | null }
  roles: ReadonlySet<ServiceRole>
  telegram: TelegramConfig | null
  /** null = readings get no second opinion. */
  model: ModelConfig | null
  log: { level: 'debug' | 'info' | 'warn' | 'error' | 'silent' }
  /** For tests that break things on purpose: where this process shall die. */
  crashAt?: CrashPlan
}

export type ConfigResult =
  | { ok: true; config: Config; warnings: Problem[] }
  | { ok: false; problems: Problem[] }

type Environment = Record<string, string | undefined>

/** Reads settings from an environment; tells all problems at once and never repeats the value of a secret. */
export function readConfig(env: Environment): ConfigResult {
  const set = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )
  const parsed = settingsSchema.safeParse(set)
  const problems: Problem[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => problem(String(issue.path[0] ?? '?')))
  const known = new Set(problems.map((p) => p.setting))
  const { problems: telegramProblems, telegram } = readTelegram(set)
  const { problems: modelProblems, model, warnings: modelWarnings } = readModel(set)
  for (const more of [...halfConfigured(set), ...telegramProblems, ...modelProblems]) {
    if (!known.has(more.setting)) problems.push(more)
  }
  if (!parsed.success || problems.length > 0) return { ok: false, problems }
  const s = parsed.data
  const publicUrl = s.PUBLIC_URL ?? `http://localhost:${s.PORT}`
  const config = {
    http: { port: s.PORT, host: s.HOST, publicUrl, trustProxy: publicUrl.startsWith('https:') },
    data: { dir: resolve(s.DATA_DIR) },
    town: { dir: s.TOWN_DIR ? resolve(s.TOWN_DIR) : null, tz: s.TZ_TOWN },
    secretKey: s.SECRET_KEY ?? null,
    database: { url: s.DATABASE_URL },
    queue: { redisUrl: s.REDIS_URL ?? null },
    roles: new Set(s.ROLE),
    telegram,
    model,
    log: { level: s.LOG_LEVEL },
    ...(s.CRASH_AT ? { crashAt: s.CRASH_AT } : {}),
  } satisfies Config
  return { ok: true, config, warnings: [...channelWarnings(set), ...modelWarnings] }
}

/** Settings of this process: the environment, and `.env` of the working folder below it. The only reader of `process.env`. */
export function loadConfig(): ConfigResult {
  if (existsSync('.env')) {
    try {
      process.loadEnvFile('.env')
    } catch {
      return { ok: false, problems: [problem('.env')] }
    }
  }
  return readConfig(process.env)
}
