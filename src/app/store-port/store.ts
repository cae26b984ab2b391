import type { TownData } from '../../domain/area/town.ts'
import type { QuestionStore } from './asking.ts'
import type { CallStore } from './calls.ts'
import type { CardStore } from './cards.ts'
import type { ConversationStore } from './conversations.ts'
import type { DigestStore } from './digests.ts'
import type { DutyStore } from './duty.ts'
import type { InboxStore } from './inbox.ts'
import type { MediationStore } from './mediation.ts'
import type { MessageStore } from './messages.ts'
import type { OutboxStore } from './outbox.ts'
import type { PeopleStore } from './people.ts'
import type { PhotoFetchStore } from './photo-fetches.ts'
import type { ReadingStore } from './readings.ts'
import type { ReminderStore } from './reminders.ts'
import type { ScoreStore } from './scores.ts'
import type { TicketStore } from './tickets.ts'
import type { TimerStore } from './timers.ts'
import type { TownModelStore } from './town-model.ts'
import type { CommitResult, Write } from './write.ts'

/** What the use cases need of Postgres. */
export interface Store
  extends InboxStore,
    ConversationStore,
    PeopleStore,
    MessageStore,
    QuestionStore,
    TicketStore,
    ScoreStore,
    MediationStore,
    CardStore,
    ReadingStore,
    TownModelStore,
    OutboxStore,
    TimerStore,
    DigestStore,
    DutyStore,
    ReminderStore,
    CallStore,
    PhotoFetchStore {
  /** Runs `work` while no other process works on the lane; `busy` when another does. */
  inLane<T>(lane: string, work: () => Promise<T>): Promise<{ ok: true; value: T } | { ok: false; busy: true }>
  commit(write: Write): Promise<CommitResult>
  loadTown(): Promise<TownData | null>
}
