import { describe, expect, it } from 'vitest'
import type { App } from '../../src/app/context.ts'
import { sendDigests } from '../../src/app/digest/send.ts'
import { more } from '../support/many-tickets.ts'
import { clock, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import { reportWire } from '../support/wire.ts'

onStage({}, '18:30')

/** The town tells its chiefs at that hour, on every day of the week. */
async function digestAt(at: string): Promise<void> {
  await stage.sql(
    `UPDATE town SET version = version + 1, policy = jsonb_set(policy, '{digest}', $1::jsonb)`,
    [
      JSON.stringify({
        at,
        off: 'never',
        roles: ['grid_chief', 'village_lead', 'town_lead', 'district_lead'],
      }),
    ],
  )
  const known = async () => (await app().town())?.town.policy.digest
  await expect.poll(known, { timeout: 5000 }).toMatchObject({ at, off: 'never' })
}

const app = (): App => stage.service.ctx.app
const digestsIn = (place: Parameters<typeof saidIn>[0]): string[] =>
  saidIn(place).filter((text) => text.startsWith('今天小结'))
const rows = async () => (await stage.sql<{ n: number }>('SELECT count(*)::int AS n FROM digest'))[0]?.n ?? 0

/** The grid chief has a private chat; the village lead and both town leads have none. */
async function chatWithLin(): Promise<void> {
  scene.lin.dm('/start')
  await stage.quiet()
}

/** As another process that does not wait for this one: two at work at the same time, whatever the lock says. */
function withoutLock(one: App): App {
  const inLane: App['store']['inLane'] = async (_lane, work) => ({ ok: true, value: await work() })
  return { ...one, store: { ...one.store, inLane } }
}

describe('the digest', () => {
  it('tells each chief in private, else in the group of the area, in one message', async () => {
    await digestAt('18:00')
    await chatWithLin()
    await reportWire()
    await more(7)
    await more(1, { area: 'DQ-2-1' })
    await sendDigests(app())
    await stage.quiet()
    const [own, ...others] = digestsIn(scene.lin)
    expect(others).toEqual([])
    expect(own).toMatch(/^今天小结\n东沁村 3网格：新报 8 件，办结 0 件；在办 8 件，超期 7 件\n⚠ 8号/)
    expect(own).toMatch(/⚠ 4号[^\n]*\n还有 2 件$/)
    expect(scene.lin.botMessages.at(-1)?.buttonTexts).toEqual(['看在办', '看超期'])
    // One for the village lead, one for both town leads.
    expect(digestsIn(scene.work)).toEqual([expect.stringMatching(/东沁村：新报 9 件.*超期 8 件/)])
    expect(digestsIn(scene.center)).toEqual([expect.stringMatching(/东庄镇：新报 9 件.*超期 8 件/)])
    expect(digestsIn(scene.power)).toEqual([])
    const late = scene.lin.botMessages.at(-1)
    if (late) await scene.lin.click(late, '看超期').answered
    await stage.quiet()
    expect(saidIn(scene.lin).at(-1)).toMatch(/^东沁村 3网格 超期 7 件/)
  })

  it('says nothing where nothing is open and nothing was done, before its hour, and at night', async () => {
    await digestAt('19:00')
    await chatWithLin()
    await reportWire()
    await sendDigests(app())
    expect(await rows()).toBe(0)
    await digestAt('18:00')
    await stage.sql(`UPDATE ticket SET state = 'withdrawn', data = data || '{"state":"withdrawn"}'`)
    await sendDigests(app())
    await stage.quiet()
    const places = [scene.lin, scene.work, scene.center]
    expect(places.flatMap(digestsIn)).toEqual([])
    // They have had their day, though there was nothing to say.
    expect(await rows()).toBeGreaterThan(2)
    await stage.sql('TRUNCATE digest')
    await stage.sql(`UPDATE ticket SET state = 'dispatched', data = data || '{"state":"dispatched"}'`)
    clock.set('23:00')
    await sendDigests(app())
    expect(await rows()).toBe(0)
  })

  it('comes once, however many processes tell it, again and again', async () => {
    await digestAt('18:00')
    await chatWithLin()
    await reportWire()
    const others = [1, 2, 3].map(() => sendDigests(withoutLock(app())))
    await Promise.all([sendDigests(app()), ...others])
    await sendDigests(app())
    await stage.quiet()
    const places = [scene.lin, scene.work, scene.center]
    expect(places.map((place) => digestsIn(place).length)).toEqual([1, 1, 1])
    expect(await rows()).toBe(new Set((await told()).map((r) => r.id)).size)
  })

  it('goes on where a killed process stopped', async () => {
    await digestAt('18:00')
    await chatWithLin()
    await reportWire()
    for (let alive = 0; alive < 4; alive++) await sendDigests(killedAfter(alive)).catch(() => undefined)
    await sendDigests(app())
    // The dead have woken nobody: the auditor finds what they wrote.
    await stage.quiet()
    const places = [scene.lin, scene.work, scene.center]
    expect(places.map((place) => digestsIn(place).length)).toEqual([1, 1, 1])
  })

  it('comes anew on the next day', async () => {
    await digestAt('18:00')
    await chatWithLin()
    await reportWire()
    const state = { done: null }
    await sendDigests(app(), state)
    await sendDigests(app(), state)
    clock.skip(24 * 60)
    await sendDigests(app(), state)
    await stage.quiet()
    expect(digestsIn(scene.lin)).toHaveLength(2)
    expect(digestsIn(scene.lin)[1]).toMatch(/新报 0 件.*在办 1 件/)
  })

  it('has nothing confidential in a group', async () => {
    await digestAt('18:00')
    scene.mei.dm('举报东沁村村干部林某收红包,低保名额都给了自家亲戚')
    await stage.quiet()
    await sendDigests(app())
    await stage.quiet()
    expect([scene.work, scene.center].flatMap(digestsIn)).toEqual([])
  })
})

const told = () => stage.sql<{ id: string }>('SELECT DISTINCT person_id AS id FROM digest')

/** A process that dies in its commit number `alive`, just after it was written, or just before. */
function killedAfter(alive: number): App {
  const one = app()
  let commits = 0
  const commit: App['store']['commit'] = async (write) => {
    commits++
    if (commits <= alive) return one.store.commit(write)
    if (alive % 2 === 0) await one.store.commit(write)
    throw new Error('killed')
  }
  return { ...one, store: { ...one.store, commit } }
}
