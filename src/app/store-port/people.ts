export interface IdentityRow {
  id: string
  channel: string
  account: string
  userId: string
  personId: string | null
  name: string | null
  language: string | null
}

/** A person with the accounts that are tied to them on a channel. */
export interface PersonTies {
  id: string
  linkGen: number
  accounts: { id: string; tiedBy: string | null }[]
}

/** Accounts of chat platforms and the people of the town behind them. */
export interface PeopleStore {
  identity(id: string): Promise<IdentityRow | null>
  personByPhone(phone: string): Promise<string | null>
  /** null when unknown or no longer active. */
  personTies(personId: string, channel: string): Promise<PersonTies | null>
}
