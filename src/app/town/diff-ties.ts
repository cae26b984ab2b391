import { nameUuid } from '../../lib/name-uuid.ts'
import { groupBy } from '../../lib/same.ts'
import { noDiff, SAMPLES, type TableDiff } from './diff.ts'
import type { FolderGroup, FolderPerson } from './folder.ts'
import type { StoredTown, TownWrite } from './store.ts'

const add = (diff: TableDiff, count: 'added' | 'changed' | 'removed', line: string) => {
  diff[count]++
  if (diff.samples.length < SAMPLES) diff.samples.push(line)
}

const keyOf = (row: { channel: string; userId: string }) => `${row.channel}/${row.userId}`

/**
 * Platform accounts named in people.csv. An account is made before its owner was ever heard (bot account
 * `*`) and adopted when that happens; ties people made themselves (link, contact) are left alone.
 */
export function diffAccounts(stored: StoredTown['accounts'], people: readonly FolderPerson[]) {
  const diff = noDiff('people.csv', '平台账号')
  const write: TownWrite['accounts'] = { put: [], drop: [] }
  const before = groupBy(stored, keyOf)
  const wanted = new Set<string>()
  for (const person of people) {
    for (const { channel, userId } of person.accounts) {
      const key = keyOf({ channel, userId })
      wanted.add(key)
      const known = before.get(key) ?? []
      if (known.length > 0 && known.every((row) => row.personId === person.id)) continue
      write.put.push({ id: nameUuid('identity', channel, userId), channel, userId, personId: person.id })
      add(
        diff,
        known.length === 0 ? 'added' : 'changed',
        `${known.length === 0 ? '+' : '~'} ${person.name} ${channel}`,
      )
    }
  }
  for (const [key, rows] of before) {
    const [row] = rows
    if (!row || wanted.has(key) || !rows.some((r) => r.tiedBy === 'import')) continue
    write.drop.push({ channel: row.channel, userId: row.userId })
    add(diff, 'removed', `- ${row.channel}`)
  }
  return { diff, write }
}

function agrees(old: StoredTown['groups'][number], group: FolderGroup): boolean {
  const bound = old.area === group.area && old.department === group.department
  return bound && (group.channel !== 'web' || (old.name === group.name && old.status === 'active'))
}

/**
 * Groups. On the web chat the file is the list of rooms; on other channels groups also bind themselves
 * (`/bind`), so a group that is not in the file keeps what it has.
 */
export function diffGroups(stored: StoredTown['groups'], wanted: readonly FolderGroup[] | null) {
  const diff = noDiff('groups.csv', '群')
  const write: TownWrite['groups'] = { put: [], drop: [] }
  if (wanted === null) return { diff, write }
  // More than one when the bot first heard the chat in the same moment as it was imported: all are bound.
  const before = groupBy(stored, (row) => `${row.channel}/${row.chat}`)
  const kept = new Set<string>()
  for (const group of wanted) {
    const known = before.get(`${group.channel}/${group.chat}`)
    if (!known) {
      write.put.push({ id: nameUuid('group', group.channel, group.chat), ...group })
      add(diff, 'added', `+ ${group.channel} ${group.name}`)
      continue
    }
    for (const { id } of known) kept.add(id)
    const stale = known.filter((old) => !agrees(old, group))
    for (const { id } of stale) write.put.push({ id, ...group })
    if (stale.length > 0) add(diff, 'changed', `~ ${group.channel} ${group.name}`)
  }
  for (const old of stored) {
    if (old.channel !== 'web' || old.status !== 'active' || kept.has(old.id)) continue
    write.drop.push(old.id)
    add(diff, 'removed', `- ${old.channel} ${old.name ?? old.chat}`)
  }
  return { diff, write }
}
