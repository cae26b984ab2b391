import type { Store } from '../app/store-port/store.ts'
import type { Write } from '../app/store-port/write.ts'
import { commit } from './commit.ts'
import { createConversations } from './conversations.ts'
import type { Database } from './database.ts'
import { createDigests } from './digests.ts'
import { createDue } from './due.ts'
import { createDuty } from './duty.ts'
import { createFigures } from './figures.ts'
import { createInbox } from './inbox.ts'
import { inLane } from './lanes.ts'
import { createLearning } from './learning.ts'
import { createLookups } from './lookups.ts'
import { createMediation } from './mediation.ts'
import { createOutbox } from './outbox.ts'
import { createPartHistories } from './part-histories.ts'
import { createPeople } from './people.ts'
import { createPhotoFetches } from './photo-fetches.ts'
import { createQuestions } from './questions.ts'
import { createScores } from './scores.ts'
import { createSecondOpinions } from './second-opinion.ts'
import { createTickets } from './tickets.ts'
import { loadTown } from './town.ts'

/** Postgres as the use cases see it. */
export function createStore(db: Database): Store {
  return {
    ...createInbox(db.pool),
    ...createConversations(db.pool),
    ...createPeople(db.pool),
    ...createTickets(db.pool),
    ...createScores(db.pool),
    ...createQuestions(db.pool),
    ...createLookups(db.prisma),
    ...createPartHistories(db.pool),
    ...createOutbox(db.pool),
    ...createDue(db.pool),
    ...createFigures(db.pool),
    ...createDigests(db.pool),
    ...createDuty(db.pool),
    ...createPhotoFetches(db.pool),
    ...createSecondOpinions(db.pool),
    ...createLearning(db.pool),
    ...createMediation(db.pool),
    inLane: (lane, work) => inLane(db.locks, lane, work),
    commit: (write: Write) => commit(db.pool, write),
    loadTown: () => loadTown(db.pool),
  }
}
