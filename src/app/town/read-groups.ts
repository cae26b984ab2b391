import { CHANNELS, type ChannelName, type FolderGroup } from './folder.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

const CHANNEL_WORDS: Record<string, ChannelName> = {
  网页: 'web',
  钉钉: 'dingtalk',
  企业微信: 'wecom',
  飞书: 'feishu',
}

/** Work groups and what they work for. */
export function readGroups(rows: readonly SheetRow[], refs: Refs): FolderGroup[] {
  const groups = new Map<string, { group: FolderGroup; row: SheetRow }>()
  for (const row of rows) {
    const channel = row.oneOf('channel', CHANNELS, CHANNEL_WORDS)
    const chat = row.required('chat')
    const area = refs.area(row, 'area')
    const department = refs.department(row, 'department')
    if (row.text('area') === '' && row.text('department') === '')
      row.error('area', {
        message: '没有写这个群管哪一片、或属于哪个部门',
        remedy: '「area」和「department」至少填一个',
        en: 'the group has neither area nor department: fill in one of them',
      })
    if (channel === null || chat === null) continue
    const key = `${channel}/${chat}`
    const first = groups.get(key)
    if (first) {
      row.error('chat', {
        message: `这个群在第 ${first.row.line} 行已经写过`,
        remedy: '一个群只写一行',
        en: `this group is already in line ${first.row.line}: one row per group`,
      })
      continue
    }
    const name = row.optional('name') ?? chat
    groups.set(key, { group: { channel, chat, name, area, department }, row })
  }
  return [...groups.values()].map(({ group }) => group)
}
