import { z } from 'zod'
import { parseCrashPlan } from '../lib/crash-point.ts'

const ROLES = ['gateway', 'worker', 'web'] as const
export type ServiceRole = (typeof ROLES)[number]

const parse = (text: string) => (URL.canParse(text) ? new URL(text) : null)

const url = (...protocols: string[]) =>
  z.string().refine((text) => {
    const parsed = parse(text)
    return parsed !== null && protocols.includes(parsed.protocol)
  })

/** An address of another service, with or without a path; given back without trailing slashes. */
const apiRoot = url('http:', 'https:')
  .transform((text) => text.replace(/\/+$/, ''))
  .optional()

/** As `apiRoot`; paths are added behind it, and a key belongs into its own setting. */
const modelRoot = url('http:', 'https:')
  .refine((text) => {
    const parsed = parse(text)
    return parsed !== null && !parsed.search && !parsed.hash && !parsed.username && !parsed.password
  })
  .transform((text) => text.replace(/\/+$/, ''))
  .optional()

/** Scheme and host only: pages and links are made below it. */
const origin = url('http:', 'https:')
  .refine((text) => {
    const parsed = parse(text)
    return parsed?.pathname === '/' && !parsed.search && !parsed.hash && !parsed.username
  })
  .transform((text) => text.replace(/\/+$/, ''))

const database = url('postgres:', 'postgresql:').refine((text) => {
  const parsed = parse(text)
  return (
    parsed !== null &&
    parsed.pathname.length > 1 &&
    (!!parsed.hostname || parsed.searchParams.has('host')) &&
    // It becomes part of statements and of the connection's options.
    /^[a-z_][a-z0-9_]{0,62}$/.test(parsed.searchParams.get('schema') ?? 'public')
  )
})

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().min(1).max(65_535))

const roles = z
  .string()
  .transform((text) => text.split(',').map((word) => word.trim()))
  .pipe(z.array(z.enum(ROLES)).min(1))

/** At least 32 bytes that are not one key held down. */
export const secretKey = z.string().refine((text) => Buffer.byteLength(text) >= 32 && new Set(text).size >= 5)

const timeZone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
})

const id = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()

/** Every setting of the service, with the shape each must have. Texts about them: `problems.ts`. */
export const settingsSchema = z.object({
  PORT: port.default(3000),
  HOST: z
    .string()
    .regex(/^[0-9A-Za-z.:_-]{1,253}$/)
    .default('0.0.0.0'),
  PUBLIC_URL: origin.optional(),
  DATA_DIR: z.string().default('.data'),
  TOWN_DIR: z.string().optional(),
  SECRET_KEY: secretKey.optional(),
  ROLE: roles.default([...ROLES]),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TZ_TOWN: timeZone.default('Asia/Shanghai'),
  DATABASE_URL: database,
  REDIS_URL: url('redis:', 'rediss:').optional(),
  TELEGRAM_BOT_TOKEN: id,
  TELEGRAM_API_ROOT: apiRoot,
  TELEGRAM_MODE: z.enum(['polling', 'webhook']).default('polling'),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,256}$/)
    .optional(),
  DINGTALK_CLIENT_ID: id,
  DINGTALK_CLIENT_SECRET: id,
  DINGTALK_CARD_TEMPLATE_ID: id,
  DINGTALK_API_ROOT: apiRoot,
  WECOM_BOT_ID: id,
  WECOM_BOT_SECRET: id,
  WECOM_WS_URL: url('ws:', 'wss:').optional(),
  WECOM_CORP_ID: id,
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,12}$/)
    .optional(),
  WECOM_AGENT_SECRET: id,
  WECOM_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/)
    .optional(),
  WECOM_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}$/)
    .optional(),
  WECOM_API_ROOT: apiRoot,
  FEISHU_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-fA-F]{16}$/)
    .optional(),
  FEISHU_APP_SECRET: id,
  FEISHU_ENCRYPT_KEY: id,
  FEISHU_API_ROOT: apiRoot,
  LLM_BASE_URL: modelRoot,
  LLM_MODEL: id,
  LLM_API_KEY: id,
  CRASH_AT: z
    .string()
    .transform((text, ctx) => {
      const plan = parseCrashPlan(text)
      if (!plan) ctx.addIssue({ code: 'custom', message: 'no such point' })
      return plan ?? z.NEVER
    })
    .optional(),
})

export type SettingName = keyof z.infer<typeof settingsSchema>
