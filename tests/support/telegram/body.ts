import type { IncomingMessage } from 'node:http'
import { ApiError, badRequest } from './errors.ts'
import { isRecord, type Json } from './params.ts'

/** A file that came with a multipart request. */
export type Upload = { fileName: string; bytes: Buffer }
export type RequestBody = { fields: Json; uploads: Map<string, Upload> }

const MAX_BODY_BYTES = 50 * 1024 * 1024

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_BODY_BYTES) throw new ApiError(413, 'Request Entity Too Large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function attribute(header: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}=(?:"([^"]*)"|([^;\\r\\n]*))`, 'i').exec(header)
  return match ? (match[1] ?? match[2]) : undefined
}

function parseMultipart(body: Buffer, boundary: string): RequestBody {
  const fields: Json = {}
  const uploads = new Map<string, Upload>()
  const delimiter = Buffer.from(`--${boundary}`)
  let start = body.indexOf(delimiter)
  while (start >= 0) {
    const end = body.indexOf(delimiter, start + delimiter.length)
    if (end < 0) break
    const part = body.subarray(start + delimiter.length + 2, end - 2)
    const split = part.indexOf('\r\n\r\n')
    const header = part.subarray(0, Math.max(split, 0)).toString('utf8')
    const name = attribute(header, 'name')
    if (split < 0 || name === undefined) throw badRequest('malformed multipart request')
    const content = part.subarray(split + 4)
    const fileName = attribute(header, 'filename')
    if (fileName === undefined) fields[name] = content.toString('utf8')
    else uploads.set(name, { fileName, bytes: Buffer.from(content) })
    start = end
  }
  return { fields, uploads }
}

/**
 * Reads parameters from the query, JSON, urlencoded or multipart body.
 * @throws ApiError 400 on a body that can't be read, 413 over 50 MB.
 */
export async function readBody(request: IncomingMessage, query: URLSearchParams): Promise<RequestBody> {
  const fields: Json = Object.fromEntries(query)
  const uploads = new Map<string, Upload>()
  const body = await readAll(request)
  if (body.length === 0) return { fields, uploads }
  const contentType = request.headers['content-type'] ?? ''
  if (contentType.startsWith('application/json')) {
    let parsed: unknown
    try {
      parsed = JSON.parse(body.toString('utf8'))
    } catch {
      throw badRequest("can't parse request body as JSON")
    }
    if (!isRecord(parsed)) throw badRequest('JSON object expected')
    return { fields: { ...fields, ...parsed }, uploads }
  }
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    return {
      fields: { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) },
      uploads,
    }
  }
  const boundary = attribute(contentType, 'boundary')
  if (!contentType.startsWith('multipart/form-data') || !boundary)
    throw badRequest('unsupported content type')
  const parts = parseMultipart(body, boundary)
  return { fields: { ...fields, ...parts.fields }, uploads: parts.uploads }
}
