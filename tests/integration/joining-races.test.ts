import { describe, expect, it } from 'vitest'
import { onStage, scene, stage } from '../support/on-stage.ts'

const WIRE = '东沁村3网格1单元 秋菊阿婆家门口的电线破皮了,下雨天滋滋响'
const PLACES = 5

onStage()

interface Row {
  joined: number
}
const tickets = () =>
  stage.sql<Row>(`SELECT jsonb_array_length(data->'joined') AS joined FROM ticket ORDER BY number`)

/** How many writes opened tickets. */
const openings = async () =>
  (await stage.sql<{ n: number }>('SELECT coalesce(sum(version), 0)::int AS n FROM opening_scope'))[0]?.n ?? 0

describe('the same matter told in one second', () => {
  it('in several groups is one ticket with all its reporters', async () => {
    const { chen, mei, zhang } = scene
    const people = [chen, mei, zhang]
    const groups = await Promise.all(
      Array.from({ length: PLACES }, (_, i) => scene.group(`东沁村群${i}`, { area: 'DQ' })),
    )
    for (const group of groups) for (const person of people) group.join(person)
    await stage.quiet()
    for (const [i, group] of groups.entries()) people[i % people.length]?.send(group, WIRE)
    await stage.quiet()
    const rows = await tickets()
    expect(rows).toEqual([{ joined: PLACES - 1 }])
  })

  it('other matters of the same kind nearby open tickets of their own, each once', async () => {
    const { chen, mei } = scene
    const groups = await Promise.all(
      Array.from({ length: PLACES }, (_, i) => scene.group(`东沁村群${i}`, { area: 'DQ' })),
    )
    for (const group of groups) for (const person of [chen, mei]) group.join(person)
    await stage.quiet()
    const before = await openings()
    groups.forEach((group, i) => {
      chen.send(
        group,
        `东沁村${i % 3 === 0 ? '3网格1单元' : '1网格2单元'}${i + 1}栋楼道里的第${i + 1}块配电箱冒火花`,
      )
    })
    await stage.quiet()
    const rows = await stage.sql<{ n: number }>('SELECT count(*)::int AS n FROM ticket')
    expect((await openings()) - before).toBe(rows[0]?.n)
    expect(rows[0]?.n).toBeGreaterThan(1)
  })
})
