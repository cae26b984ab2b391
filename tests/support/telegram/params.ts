import { methodSpecs, objectSpecs, type ParameterSpec } from './method-table.ts'

export type Json = Record<string, unknown>

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Which object a union type means here: decided by the field that only one of them has. */
function resolveUnion(type: string, value: Json): string {
  if (type === 'ReplyMarkup') {
    if ('inline_keyboard' in value) return 'InlineKeyboardMarkup'
    if ('keyboard' in value) return 'ReplyKeyboardMarkup'
    if ('remove_keyboard' in value) return 'ReplyKeyboardRemove'
    return 'ForceReply'
  }
  if (type === 'InputMedia') return value['type'] === 'document' ? 'InputMediaDocument' : 'InputMediaPhoto'
  return type
}

function scalar(type: string, value: unknown): unknown {
  const text = typeof value === 'string' ? value : undefined
  switch (type) {
    case 'string':
    case 'file':
      return text
    case 'int':
      if (text !== undefined && /^-?\d+$/.test(text)) return Number(text)
      return Number.isSafeInteger(value) ? value : undefined
    case 'float':
      if (text !== undefined && /^-?\d+(\.\d+)?([eE]-?\d+)?$/.test(text)) return Number(text)
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined
    case 'bool':
      if (text !== undefined && /^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
      return typeof value === 'boolean' ? value : undefined
    case 'chat':
      if (text !== undefined && /^-?\d+$/.test(text)) return Number(text)
      return Number.isSafeInteger(value) ? value : text
    default:
      return undefined
  }
}

/** Objects and lists may come as JSON text, as the documentation of the Bot API says. */
function unpack(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}

function coerce(type: string, value: unknown, path: string, problems: string[]): unknown {
  if (type === 'Any') return unpack(value)
  if (type.endsWith('[]')) {
    const list = unpack(value)
    if (!Array.isArray(list)) {
      problems.push(`${path} must be a list`)
      return []
    }
    return list.map((item, index) => coerce(type.slice(0, -2), item, `${path}[${index}]`, problems))
  }
  // A keyboard button may be a bare text.
  if (type === 'KeyboardButton' && typeof value === 'string') return { text: value }
  if (/^[A-Z]/.test(type)) {
    const object = unpack(value)
    if (!isRecord(object)) {
      problems.push(`${path} must be an object`)
      return {}
    }
    const name = resolveUnion(type, object)
    return coerceFields(objectSpecs.get(name) ?? new Map(), object, `${path}.`, problems)
  }
  const result = scalar(type, value)
  if (result === undefined) problems.push(`${path} must be ${type}`)
  return result
}

function coerceFields(
  spec: ReadonlyMap<string, ParameterSpec>,
  raw: Json,
  prefix: string,
  problems: string[],
): Json {
  const result: Json = {}
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue
    const field = spec.get(name)
    if (!field) problems.push(`${prefix}${name} is unknown`)
    else result[name] = coerce(field.type, value, `${prefix}${name}`, problems)
  }
  if (prefix) {
    for (const [name, field] of spec) {
      if (field.required && !(name in result)) problems.push(`${prefix}${name} is missing`)
    }
  }
  return result
}

/**
 * Brings the parameters of a call into their types.
 * @returns the parameters, what was wrong with them, and which required ones are missing.
 */
export function readParameters(
  method: string,
  raw: Json,
): { params: Json; problems: string[]; missing: string[] } {
  const spec = methodSpecs.get(method.toLowerCase()) ?? new Map<string, ParameterSpec>()
  const problems: string[] = []
  const params = coerceFields(spec, raw, '', problems)
  const missing = [...spec]
    .filter(([name, field]) => field.required && !(name in params))
    .map(([name]) => name)
  return { params, problems, missing }
}
