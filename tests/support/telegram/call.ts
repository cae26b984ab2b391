import type { MessageEntity } from 'grammy/types'
import type { Upload } from './body.ts'
import { badRequest } from './errors.ts'
import { isRecord, type Json } from './params.ts'
import type { WebhookOptions, WebhookSender } from './webhook.ts'
import type { World } from './world.ts'

/** One call on its way through a handler. Parameters already have their types. */
export type Call = {
  world: World
  webhook: WebhookSender
  webhookOptions: WebhookOptions
  method: string
  params: Json
  uploads: ReadonlyMap<string, Upload>
  /** Aborted when the caller hangs up. */
  signal: AbortSignal
}
export type Handler = (call: Call) => unknown

export function text(params: Json, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : undefined
}

export function int(params: Json, name: string): number | undefined {
  const value = params[name]
  return typeof value === 'number' ? value : undefined
}

export function flag(params: Json, name: string): boolean {
  return params[name] === true
}

export function record(params: Json, name: string): Json | undefined {
  const value = params[name]
  return isRecord(value) ? value : undefined
}

export function records(params: Json, name: string): Json[] {
  const value = params[name]
  return Array.isArray(value) ? value.filter(isRecord) : []
}

export function strings(params: Json, name: string): string[] | undefined {
  const value = params[name]
  return Array.isArray(value) ? value.map(String) : undefined
}

/** Entities given beside a text; their shape was checked with the parameters. */
export function entities(params: Json, name: string): MessageEntity[] {
  return records(params, name) as unknown as MessageEntity[]
}

/** A file parameter: freshly uploaded, or the id of one the server has. @throws ApiError 400 otherwise. */
export function fileParameter(call: Call, value: unknown, name: string): Upload | string {
  const direct = call.uploads.get(name)
  if (typeof value !== 'string' && !direct) throw badRequest(`there is no ${name} in the request`)
  const attached = typeof value === 'string' && value.startsWith('attach://') ? value.slice(9) : undefined
  const upload =
    attached === undefined ? (typeof value === 'string' ? undefined : direct) : call.uploads.get(attached)
  if (attached !== undefined && !upload) throw badRequest(`attached file "${attached}" not found`)
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
    return upload
  }
  const given = String(value)
  if (/^https?:\/\//.test(given)) throw badRequest('failed to get HTTP URL content')
  return given
}
