import { afterEach, describe, expect, it } from 'vitest'
import { makeLinkToken } from '../../src/app/link-token.ts'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { importTown } from '../../src/store/town.ts'
import { answer, onStage, scene, stage } from '../support/on-stage.ts'
import { saidIn } from '../support/stage.ts'
import type { StoredMessage } from '../support/telegram/stored-message.ts'
import { reportWire, WIRE } from '../support/wire.ts'

const PHONE = '13812345678'

onStage()

const state = async () =>
  (await stage.sql<{ state: string }>('SELECT state FROM ticket ORDER BY number'))[0]?.state
const bound = async (place: { id: number }) =>
  (
    await stage.sql<{ area: string | null; department: string | null }>(
      `SELECT c.area, c.department FROM conversation c JOIN conversation_address a ON a.conversation_id = c.id
       WHERE a.chat = $1`,
      [String(place.id)],
    )
  )[0]

/** The demo town again, without these people; the ties of accounts stay, as those made by links do. */
async function withoutPeople(...names: string[]): Promise<void> {
  await stage.sql(`UPDATE identity SET tied_by = 'link' WHERE person_id IS NOT NULL`)
  const loaded = await loadTownFolder('prisma/towns/dongzhuang')
  if (!loaded.ok) throw new Error('town folder is broken')
  const { folder } = loaded
  const gone = new Set(folder.town.people.filter((p) => names.includes(p.name)).map((p) => p.id))
  const town = {
    ...folder.town,
    people: folder.town.people.filter((p) => !gone.has(p.id)),
    posts: folder.town.posts.filter((p) => !gone.has(p.personId)),
  }
  const people = folder.people.filter((p) => !gone.has(p.id))
  const { version } = await importTown(
    stage.service.ctx.db.pool,
    { ...folder, town, people },
    { dryRun: false, demo: true, now: new Date() },
  )
  // A town in memory is used for a second before its version is asked for again.
  await expect
    .poll(async () => (await stage.service.ctx.app.town())?.town.version, { timeout: 5000 })
    .toBe(version)
}

async function everybodyBack(): Promise<void> {
  await withoutPeople()
}

describe('somebody who left', () => {
  afterEach(everybodyBack)

  it('may do nothing any more, and hears nothing more of the tickets in private', async () => {
    const { tg, quiet, sql } = stage
    const { zhang, chen, lin, work } = scene
    await sql(`UPDATE conversation SET status = 'left' WHERE department = 'power'`)
    zhang.start()
    await quiet()
    chen.send(work, WIRE)
    const call = await tg.waitForMessage(zhang, /请处理 1号/)
    await quiet()
    await withoutPeople('张建国')
    const said = saidIn(zhang).length
    expect((await zhang.click(call, '接单').answered).text).toMatch(/能接单/)
    lin.send(work, { text: `先打她儿子电话 ${PHONE}`, replyTo: work.botMessages[0] as StoredMessage })
    await quiet()
    expect(await state()).toBe('dispatched')
    expect(saidIn(zhang).slice(said).join('\n')).not.toMatch(/电话/)
    expect(saidIn(zhang).join('\n')).not.toContain(PHONE)
    expect(await answer(zhang, zhang, '/status 东沁村')).toMatch(/只给网格长以上/)
    expect(await answer(zhang, zhang, '/ticket 1')).toMatch(/没有找到/)
    expect(await answer(zhang, zhang, '1号办结 换好了')).toMatch(/没有找到|请看看卡片/)
  })
})

describe('words that are not the own ones', () => {
  it('a forwarded message is no order', async () => {
    const { zhang, power } = scene
    await reportWire()
    await answer(zhang, power, { text: '1号退回 不是我们的', forwardedFrom: '王主任' })
    expect(await state()).toBe('dispatched')
    await answer(zhang, power, { text: '/bind 东沁村', forwardedFrom: '王主任' })
    expect(await bound(power)).toEqual({ area: null, department: 'power' })
  })

  it('an anonymous administrator and a bot give no orders', async () => {
    const { zhang, lin, power, work } = scene
    await reportWire()
    await answer(zhang, power, { text: '1号接单', anonymous: true })
    expect(await state()).toBe('dispatched')
    expect(await answer(lin, work, { text: '/bind 石浦村', anonymous: true })).not.toMatch(/好，这个群/)
    const robot = stage.tg.user({ first_name: '天气机器人' })
    Object.assign(robot.user, { is_bot: true })
    expect(await answer(robot, work, WIRE.replace('电线', '电杆'))).toBe('')
    const said = robot.send(work, '今天多云')
    robot.edit(said, { text: WIRE.replace('电线', '电杆') })
    await stage.quiet()
    expect(await stage.sql('SELECT 1 FROM ticket')).toHaveLength(1)
    expect(await stage.sql('SELECT 1 FROM message WHERE text LIKE $1', ['%电杆%'])).toEqual([])
  })
})

describe('/bind', () => {
  it('a group that works for somebody already is not taken over from elsewhere', async () => {
    const { work, power } = scene
    const [other] = await stage.sql<{ name: string }>(
      `SELECT p.name FROM person p JOIN post o ON o.person_id = p.id WHERE o.role = 'village_lead' AND o.area = 'SP'`,
    )
    const lead = await scene.person(other?.name ?? '')
    expect(await answer(lead, work, '/bind 石浦村')).toMatch(/只有东沁村的网格长以上/)
    expect(await bound(work)).toEqual({ area: 'DQ', department: null })
    expect(await answer(lead, power, '/bind 石浦村')).toMatch(/只有/)
    expect(await bound(power)).toEqual({ area: null, department: 'power' })
    // Those whose it is may still change it.
    expect(await answer(scene.huang, work, '/bind 石浦村')).toMatch(/好，这个群管石浦村/)
  })
})

describe('personal links', () => {
  const linkOf = async (name: string): Promise<string> => {
    const [person] = await stage.sql<{ id: string; link_gen: number }>(
      'SELECT id, link_gen FROM person WHERE name = $1',
      [name],
    )
    return `link-${makeLinkToken(stage.service.ctx.app.secret, { id: person?.id ?? '', linkGen: person?.link_gen ?? 0 }, new Date())}`
  }
  const tiedTo = async (name: string) =>
    (
      await stage.sql<{ user_id: string }>(
        `SELECT i.user_id FROM identity i JOIN person p ON p.id = i.person_id WHERE p.name = $1`,
        [name],
      )
    ).map((r) => r.user_id)

  it('tie one account: the same link in other hands does nothing', async () => {
    const { tg, quiet } = stage
    const link = await linkOf('洪海燕')
    const owner = tg.user({ first_name: 'Lee' })
    const thief = tg.user({ first_name: '路人' })
    owner.start(link)
    await tg.waitForMessage(owner, /认出来了：洪海燕/)
    thief.start(link)
    await tg.waitForMessage(thief, /已经认过/)
    owner.start(link)
    await quiet()
    expect(await tiedTo('洪海燕')).toEqual([String(owner.id)])
  })

  it('do not turn one person of the town into another', async () => {
    const { tg, quiet } = stage
    const { zhang } = scene
    zhang.start(await linkOf('洪海燕'))
    await tg.waitForMessage(zhang, /您已经是张建国/)
    await quiet()
    expect(await tiedTo('洪海燕')).toEqual([])
    expect(await tiedTo('张建国')).toEqual([String(zhang.id)])
  })

  it('are void once renewed', async () => {
    const { tg, sql } = stage
    const link = await linkOf('洪海燕')
    await sql(`UPDATE person SET link_gen = link_gen + 1 WHERE name = '洪海燕'`)
    const user = tg.user({ first_name: 'Lee' })
    user.start(link)
    await tg.waitForMessage(user, /这个链接已经失效/)
    expect(await tiedTo('洪海燕')).toEqual([])
  })

  it('the own number of the person moves the tie to the new account', async () => {
    const { tg, quiet, sql } = stage
    const old = tg.user({ first_name: '旧号' })
    old.start(await linkOf('洪海燕'))
    await tg.waitForMessage(old, /认出来了/)
    const [person] = await sql<{ phone: string }>(`SELECT phone FROM person WHERE name = '洪海燕'`)
    const fresh = tg.user({ first_name: '新号' })
    fresh.dm({ contact: { phone_number: person?.phone ?? '', first_name: 'x', user_id: fresh.id } })
    await tg.waitForMessage(fresh, /认出来了：洪海燕/)
    await quiet()
    expect(await tiedTo('洪海燕')).toEqual([String(fresh.id)])
  })
})
