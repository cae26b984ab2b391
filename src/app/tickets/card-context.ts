import type { Town } from '../../domain/area/town.ts'
import type { Joined } from '../../domain/ticket/types.ts'
import type { PrivateWords } from '../mediation/private-words.ts'
import type { Texts } from '../texts/index.ts'
import type { Clock } from '../texts/time.ts'
import type { ButtonMaker } from './buttons.ts'

/** For whom a card is drawn, and where. */
export interface CardContext {
  town: Town
  texts: Texts
  clock: Clock
  buttons: ButtonMaker
  /** The department this conversation works for; a card of another one's ticket has no buttons any more. */
  department: string | null
  /** Photos the platform shows together with the card. */
  photosWithCard: number
  /** The report of this private chat that joined a ticket begun elsewhere. */
  joinedBy: Joined | null
  /** The person of this private chat has the mediation in charge, or may take it since nobody has. */
  mediates?: 'in_charge' | 'may_take' | null
  /** What was said in the mediation; only for who has it in charge, in private. */
  mediationWords?: PrivateWords
  /** What the reporter is told on a private chat's card is not masked. */
  inGroup: boolean
}
