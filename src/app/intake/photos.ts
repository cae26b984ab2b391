import type { Part, Point } from '../../domain/message.ts'
import { ChannelError } from '../ports.ts'
import { type Intake, reply, textsOf } from './intake.ts'

/** Largest file taken, bytes: what Telegram lets a bot fetch; the other platforms allow more. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024

export interface Photos {
  hashes: string[]
  /** Where the first photo with a place was taken. */
  point?: Point
}

/**
 * Fetches and stores the photos of a message while it is read (links expire). What cannot be fetched now is
 * left for the auditor to try again; what is no photo, too large or broken is refused politely.
 */
export async function takePhotos(intake: Intake, parts: readonly Part[]): Promise<Photos> {
  const taken: Photos = { hashes: [] }
  let refused = false
  for (const part of parts) {
    if (part.kind !== 'photo') continue
    const result = await takeOne(intake, part.media.ref, part.media.hash, part.media.size)
    if (result === 'refused') refused = true
    else if (result !== 'later') {
      taken.hashes.push(result.hash)
      if (result.point && !taken.point) taken.point = result.point
    }
  }
  if (refused) reply(intake, textsOf(intake).text('refuse-file'))
  return taken
}

type Taken = { hash: string; point: Point | null } | 'refused' | 'later'

async function takeOne(
  intake: Intake,
  ref: string,
  hash: string | undefined,
  size: number | undefined,
): Promise<Taken> {
  const { app, event, draft, conversation } = intake
  if (hash) {
    const known = await app.media.describe(hash)
    return known ? { hash, point: known.point } : 'refused'
  }
  if (size !== undefined && size > MAX_PHOTO_BYTES) return 'refused'
  const channel = app.channels.find(event.channel, event.account)
  try {
    if (!channel) throw new ChannelError('transient', 'channel is not running here')
    const stored = await app.media.put(await channel.download(ref, MAX_PHOTO_BYTES))
    return stored.ok ? { hash: stored.media.hash, point: stored.media.point } : 'refused'
  } catch (error) {
    if (error instanceof ChannelError && ['too_large', 'missing', 'expired', 'invalid'].includes(error.code))
      return 'refused'
    app.log.warn(
      { requestId: intake.row.requestId, code: (error as ChannelError).code },
      'photo not fetched yet',
    )
    draft.write.fetches.push({
      channel: event.channel,
      account: event.account,
      ref,
      ticketId: null,
      conversationId: conversation.id,
      platformId: 'messageId' in event.body ? (event.body.messageId ?? '') : '',
    })
    return 'later'
  }
}
