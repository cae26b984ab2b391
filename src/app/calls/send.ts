import { addSeconds } from 'date-fns'
import type { App } from '../context.ts'
import type { CallRow } from '../store-port/calls.ts'
import { callHeaders, callKey } from './key.ts'

/** Calls of one round; they go out side by side. */
const A_ROUND = 10
/** Milliseconds a receiver has to answer. */
const TIMEOUT_MS = 5000
/** Seconds before the next try, from the first failure on: some seven hours in all. */
const PAUSES = [10, 60, 300, 900, 3600, 7200, 14_400]

/**
 * Makes the calls whose time has come, one process at a time. A call goes to the address that the policy gives its name
 * now and to nowhere else; one whose name is gone is given up.
 */
export async function sendCalls(app: App): Promise<void> {
  await app.store.inLane('calls', async () => {
    const calls = await app.store.dueCalls(app.now(), A_ROUND)
    if (calls.length === 0) return
    const view = await app.town()
    const webhooks = new Map(Object.entries(view?.town.policy.webhooks ?? {}))
    await Promise.all(calls.map((call) => send(app, call, webhooks.get(call.name)?.url)))
  })
}

async function send(app: App, call: CallRow, url: string | undefined): Promise<void> {
  const { id, name, attempts } = call
  if (!url || !isWeb(url)) return app.store.callFailed(id, 'no such webhook', null)
  const body = JSON.stringify({ id, ...call.body })
  const headers = callHeaders(callKey(app.secret, name), { id, body, at: app.now() })
  try {
    await app.post(url, body, headers, TIMEOUT_MS)
  } catch (error) {
    const { code = 'network' } = error as { code?: string }
    const pause = PAUSES[attempts]
    app.log.warn({ call: id, webhook: name, code, attempts: attempts + 1 }, 'webhook not reached')
    return app.store.callFailed(id, code, pause === undefined ? null : addSeconds(app.now(), pause))
  }
  await app.store.callSent(id, app.now())
}

function isWeb(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
