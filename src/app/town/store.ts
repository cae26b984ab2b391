import type { AreaShape } from '../../domain/area/shape-rings.ts'
import type {
  Absence,
  Area,
  Department,
  Post,
  Responsibility,
  Roster,
  TownData,
} from '../../domain/area/town.ts'
import type { FolderGroup, FolderPerson, Platform } from './folder.ts'

export type TownHead = Pick<TownData, 'name' | 'letters' | 'demo' | 'taxonomy' | 'lexicon' | 'policy'>
export type PersonRow = Omit<FolderPerson, 'accounts'>
export interface AccountRow {
  id: string
  channel: Platform
  userId: string
  personId: string
}
export interface GroupRow extends FolderGroup {
  /** Conversation id. */
  id: string
}

/** A row at its place in the file, from 0. */
export type Placed<T> = T & { position: number }

/** A town as it lies in the tables: active rows only. */
export interface StoredTown {
  /** 0 = none was ever imported. */
  version: number
  /** Taxonomy, lexicon and policy as they were written, which may have been by an older version. */
  head:
    | (Omit<TownHead, 'taxonomy' | 'lexicon' | 'policy'> & {
        taxonomy: unknown
        lexicon: unknown
        policy: unknown
      })
    | null
  areas: Placed<Area>[]
  shapes: Placed<AreaShape>[]
  departments: Placed<Department>[]
  people: Placed<PersonRow>[]
  posts: Placed<Post>[]
  responsibilities: Placed<Responsibility>[]
  rosters: Placed<Roster>[]
  /** Those of the file; what people told in a chat is theirs. */
  absences: Placed<Absence>[]
  /** All known accounts of the platforms, tied or not; a user may have one with each bot. */
  accounts: { channel: string; userId: string; personId: string | null; tiedBy: string | null }[]
  /** All group conversations, by each of their addresses. */
  groups: {
    id: string
    channel: string
    chat: string
    /** The address to send to; the others are older ids of the same group. */
    current: boolean
    name: string | null
    area: string | null
    department: string | null
    status: string
  }[]
}

/** Rows to write (new, changed, moved or back again) and to take away. */
export interface TableWrite<T, Key> {
  put: T[]
  drop: Key[]
}

/** Everything one import changes; written together or not at all. */
export interface TownWrite {
  version: number
  head: TownHead
  areas: TableWrite<Placed<Area>, string>
  /** `drop` holds area codes. */
  shapes: TableWrite<Placed<AreaShape>, string>
  departments: TableWrite<Placed<Department>, string>
  people: TableWrite<Placed<PersonRow>, string>
  posts: TableWrite<Placed<Post>, string>
  responsibilities: TableWrite<Placed<Responsibility>, { category: string; area: string }>
  rosters: TableWrite<Placed<Roster>, string>
  absences: TableWrite<Placed<Absence>, string>
  accounts: TableWrite<AccountRow, { channel: string; userId: string }>
  /** `drop` holds conversation ids. */
  groups: TableWrite<GroupRow, string>
  at: Date
}

/** What the import needs of Postgres. */
export interface TownStore {
  /**
   * Reads the town, alone among all imports, lets `decide` say what to write, and writes it in the same
   * transaction. `write: null` leaves everything as it is.
   */
  exchange<T>(decide: (stored: StoredTown) => { write: TownWrite | null; result: T }): Promise<T>
  read(): Promise<StoredTown>
}
