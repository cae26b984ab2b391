import type { TownData } from '../../domain/area/town.ts'

/** Platforms whose user ids people.csv may name, in the columns of the same name. */
export const PLATFORMS = ['telegram', 'dingtalk', 'wecom', 'feishu'] as const
export type Platform = (typeof PLATFORMS)[number]

export const CHANNELS = ['web', ...PLATFORMS] as const
export type ChannelName = (typeof CHANNELS)[number]

export interface FolderPerson {
  /** Made from `key`: the same person has the same id on every machine. */
  id: string
  /** The mobile number, else the name with the landline or with the first post. */
  key: string
  name: string
  /** Digits only for a mobile number. */
  phone: string | null
  party: boolean
  accounts: { channel: Platform; userId: string }[]
}

export interface FolderGroup {
  channel: ChannelName
  /** The platform's chat id; for the web chat any short word. */
  chat: string
  name: string
  area: string | null
  department: string | null
}

/** A town folder that was read without an error. */
export interface TownFolder {
  /** Version 0: it was not imported. */
  town: TownData
  people: FolderPerson[]
  /** null when there is no groups.csv: groups are left as they are. */
  groups: FolderGroup[] | null
}
