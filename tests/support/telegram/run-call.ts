import type { Upload } from './body.ts'
import { asApiError, checkedParameters, perform } from './dispatch.ts'
import { ApiError } from './errors.ts'
import type { Effect } from './faults.ts'
import { canonicalMethod, type MethodName } from './method-table.ts'
import type { Json } from './params.ts'
import type { WebhookOptions, WebhookSender } from './webhook.ts'
import type { CallRecord, World } from './world.ts'

export type ServerParts = { world: World; webhook: WebhookSender; webhookOptions: WebhookOptions }
export type Ran = { record: CallRecord; effects: Effect[]; error?: ApiError }

async function delay(effects: Effect[], when: 'before' | 'after', signal: AbortSignal): Promise<void> {
  for (const effect of effects) {
    if (effect.kind !== 'delay' || effect.when !== when || signal.aborted) continue
    await new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, effect.ms)
      signal.addEventListener('abort', finish)
    })
  }
}

function throwInjected(effects: Effect[]): void {
  for (const effect of effects) {
    if (effect.kind !== 'error') continue
    throw new ApiError(effect.error.error_code, effect.error.description, effect.error.parameters)
  }
}

function preventsDeed(effect: Effect): boolean {
  return effect.kind === 'garble' || (effect.kind === 'drop' && effect.when === 'before')
}

function newRecord(world: World, method: string, params: Json): CallRecord {
  return {
    method,
    params,
    at: world.now(),
    outcome: undefined,
    performed: false,
    result: undefined,
    error: undefined,
  }
}

/** Runs a deed with the faults ordered for it, before and after, and notes how it went. */
async function withFaults(
  world: World,
  record: CallRecord,
  deed: () => unknown,
  signal: AbortSignal,
): Promise<Ran> {
  let effects: Effect[] = []
  try {
    effects = world.faults.take(record)
    await delay(effects, 'before', signal)
    throwInjected(effects)
    if (!effects.some(preventsDeed)) {
      record.result = structuredClone(await deed())
      record.performed = true
    }
    await delay(effects, 'after', signal)
    const unanswered = effects.some((effect) => effect.kind === 'drop' || effect.kind === 'garble')
    record.outcome = unanswered ? 'dropped' : 'ok'
    return { record, effects }
  } catch (thrown) {
    return { ...failed(world, record, thrown), effects }
  }
}

function failed(world: World, record: CallRecord, thrown: unknown): Ran {
  const error = asApiError(thrown)
  record.outcome = 'error'
  record.error = { code: error.code, description: error.description }
  if (!(thrown instanceof ApiError)) {
    world.strictErrors.push({ method: record.method, problem: error.description, params: record.params })
  }
  return { record, effects: [], error }
}

async function checkAndRun(
  parts: ServerParts,
  record: CallRecord,
  name: MethodName | undefined,
  uploads: Map<string, Upload>,
  signal: AbortSignal,
): Promise<Ran> {
  const { world } = parts
  try {
    if (!name) throw new ApiError(404, 'Not Found')
    const base = { ...parts, method: name, uploads, signal }
    record.params = checkedParameters(base, record.params)
    return await withFaults(world, record, () => perform({ ...base, params: record.params }, name), signal)
  } catch (thrown) {
    return failed(world, record, thrown)
  }
}

/** Performs one call and notes it in `calls`, or in `polls` for getUpdates. */
export async function runCall(
  parts: ServerParts,
  method: string,
  input: { fields: Json; uploads: Map<string, Upload> },
  signal: AbortSignal,
): Promise<Ran> {
  const { world } = parts
  const name = canonicalMethod(method)
  const record = newRecord(world, name ?? method, input.fields)
  const isPoll = name === 'getUpdates'
  if (isPoll) world.polls.push(record)
  else world.calls.push(record)
  world.inFlight += isPoll ? 0 : 1
  const ran = await checkAndRun(parts, record, name, input.uploads, signal)
  world.inFlight -= isPoll ? 0 : 1
  world.changed.emit()
  return ran
}

/** Serves a file, as the method `download` for ordered faults; noted in `downloads`. */
export async function runDownload(parts: ServerParts, path: string, signal: AbortSignal): Promise<Ran> {
  const { world } = parts
  const record = newRecord(world, 'download', { path })
  world.downloads.push(record)
  const read = async () => {
    const bytes = await world.files.read(path)
    if (!bytes) throw new ApiError(404, 'Not Found')
    return bytes
  }
  const ran = await withFaults(world, record, read, signal)
  world.changed.emit()
  return ran
}
