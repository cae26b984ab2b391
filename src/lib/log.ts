import { type DestinationStream, pino } from 'pino'
import { maskText } from './mask.ts'

type Fields = Record<string, unknown>

export interface StructuredLog {
  debug(fields: Fields, message: string): void
  info(fields: Fields, message: string): void
  warn(fields: Fields, message: string): void
  error(fields: Fields, message: string): void
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Fields that hold people's words, names, numbers or secrets are left out, at any depth. */
const LEFT_OUT =
  /^(?:.*_)?(?:texts?|names?|title|caption|raw|body|content|lines|summary|place|address|note|result|transcript|query|phones?|mobile|contact|identity_?number|id_?card|birthday|token|secret|password|passwd|authorization|cookie|set-cookie|headers|key|secretkey|apikey|api_key|payload|event|parts|message)$/i
const CAMEL_LEFT_OUT = /(?:Text|Name|Title|Phone|Token|Secret|Password|Body|Content|Raw)$/
/** Plain words of programs: ids, codes, addresses of things. People write in other characters, or longer. */
const CODE_LIKE = /^[\x20-\x7e]{0,200}$/
/** Ids and times, whose digits are nobody's number. */
const OWN_SHAPE =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z)$/
const DEPTH = 4
const ENTRIES = 40

/**
 * JSON lines that tell what happened without telling whom: only numbers, flags and program-like
 * words pass; people's words, names, numbers and secrets do not, wherever they stand.
 *
 * @example createLogger({ level: 'info' }).info({ ticket: id, attempts: 2 }, 'delivery put off')
 */
export function createLogger(options: { level: LogLevel; destination?: DestinationStream }): StructuredLog {
  const settings = {
    level: options.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (err: unknown) => err },
  }
  const log = options.destination ? pino(settings, options.destination) : pino(settings)
  const write = (level: Exclude<LogLevel, 'silent'>) => (fields: Fields, message: string) => {
    if (log.isLevelEnabled(level)) log[level](cleanFields(fields, 0), cleanMessage(message))
  }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}

function cleanFields(fields: object, depth: number): Fields {
  const kept: Fields = {}
  for (const [name, value] of Object.entries(fields).slice(0, ENTRIES)) {
    if (LEFT_OUT.test(name) || CAMEL_LEFT_OUT.test(name)) continue
    const cleaned = cleanValue(value, depth)
    if (cleaned !== undefined) kept[cleanString(name)] = cleaned
  }
  return kept
}

function cleanValue(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return cleanString(value)
    case 'number':
    case 'bigint': {
      const written = String(value)
      const masked = maskText(written)
      if (masked !== written) return masked
      return typeof value === 'bigint' ? written : value
    }
    case 'boolean':
      return value
    case 'object':
      return cleanObject(value, depth)
    default:
      return undefined
  }
}

function cleanObject(value: object | null, depth: number): unknown {
  if (value === null) return null
  if (value instanceof Error) return cleanError(value, depth)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= DEPTH) return '[…]'
  if (value instanceof Set) return cleanObject([...value], depth)
  if (value instanceof Map) return cleanFields(Object.fromEntries(value), depth + 1)
  if (Array.isArray(value))
    return value.slice(0, ENTRIES).map((entry) => cleanValue(entry, depth + 1) ?? null)
  return cleanFields(value, depth + 1)
}

function cleanString(text: string): string {
  if (OWN_SHAPE.test(text)) return text
  return CODE_LIKE.test(text) ? withoutSecrets(maskText(text)) : `[${[...text].length} characters]`
}

/** What our own code says is kept, but not what it may have quoted. */
function cleanMessage(text: string): string {
  return withoutSecrets(maskText(text)).slice(0, 300)
}

function withoutSecrets(text: string): string {
  return text
    .replace(/(?<!\d)\d{5,16}:[A-Za-z0-9_-]{16,}/g, '[token]')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]+/gi, '$1 [secret]')
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1[secret]@')
    .replace(/\b([\w-]*(?:token|secret|key|password|sign|ticket)=)[^\s&]+/gi, '$1[secret]')
}

interface LoggedError {
  type: string
  code?: string
  message: string
  stack: string[]
  cause?: unknown
}

function cleanError(error: Error, depth: number): LoggedError {
  const code = 'code' in error ? cleanValue(error.code, depth) : undefined
  return {
    type: cleanString(error.name),
    ...(code === undefined ? {} : { code: String(code) }),
    message: errorMessage(error),
    stack: frames(error),
    ...(error.cause instanceof Error && depth < DEPTH ? { cause: cleanError(error.cause, depth + 1) } : {}),
  }
}

/** Other characters than a program's are what somebody wrote; a parser quotes the whole text it read. */
function errorMessage(error: Error): string {
  if (error instanceof SyntaxError) return '[syntax]'
  return cleanMessage(error.message).replace(/[^\x20-\x7e]+/g, '…')
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at .*(?::\d+:\d+|<anonymous>|native)\)?$/.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/[^\x20-\x7e]+/g, '…'))
}
