import type { Question } from '../../domain/asking/question.ts'
import type { Part } from '../../domain/message.ts'
import type { Intake } from '../intake/intake.ts'
import { loadThread, type Said } from '../intake/said.ts'
import type { MessageRow } from '../store-port/messages.ts'

/** An earlier message as if it were said now, by the one who wrote it and where it was written. */
export interface Retold {
  intake: Intake
  said: Said
  stored: MessageRow
}

/** null when the message is gone, or its writer. */
export async function retell(intake: Intake, question: Question): Promise<Retold | null> {
  const { app } = intake
  const { conversationId, messageId } = question.about
  const stored = await app.store.message(conversationId, messageId)
  const conversation = await app.store.conversation(conversationId)
  const identity = stored?.identityId ? await app.store.identity(stored.identityId) : null
  if (!stored || !conversation || !identity) return null
  const hidden = question.choices.some((choice) => choice.does === 'open' && choice.hidden)
  const parts: Part[] = stored.text === '' ? [] : [{ kind: 'text', text: stored.text }]
  const then: Intake = {
    ...intake,
    conversation,
    identity,
    event: {
      ...intake.event,
      occurredAt: stored.at.toISOString(),
      conversation: {
        id: conversation.chat,
        type: conversation.type,
        ...(stored.thread === null ? {} : { thread: stored.thread }),
      },
      sender: { id: identity.userId, ...(hidden ? { anonymous: true } : {}) },
      body: { kind: 'message', messageId, parts },
    },
  }
  const point = stored.photos[0] ? (await app.media.describe(stored.photos[0]))?.point : null
  const said: Said = {
    messageId,
    text: stored.text,
    photos: stored.photos,
    hadPhotos: stored.hadPhotos,
    ...(point ? { point } : {}),
    locationOnly: false,
    at: stored.at,
    thread: await loadThread(then, { messageId }),
    row: {
      conversationId,
      platformId: messageId,
      thread: stored.thread,
      direction: 'in',
      identityId: identity.id,
      text: stored.text,
      photos: stored.photos,
      parts,
      replyTo: null,
      albumId: stored.albumId,
      ticketId: null,
      at: stored.at,
      editedAt: null,
    },
  }
  return { intake: then, said, stored }
}
