/**
 * A strict stand-in for api.telegram.org: a real HTTP server that keeps the rules of the Bot API,
 * and people, groups and faults that a test drives.
 *
 * @example
 * const tg = await startTelegram()
 * const group = tg.group({ title: '东沁村网格群' }).addBot()
 * const chen = tg.user({ first_name: '陈淑华' })
 * chen.send(group, '3号网格一单元 电线破皮了')
 * const card = await tg.waitFor(() => group.messages.find((m) => m.byBot))
 * await chen.click(card, '补充').answered
 * await tg.stop()
 */

export type { Content, ContentFields } from './content.ts'
export type { CallMatch, InjectedError } from './faults.ts'
export type { GroupDriver, GroupOptions, TopicDriver } from './group-driver.ts'
export type { RateLimits } from './limits.ts'
export type { Place } from './place.ts'
export { sampleUpdates } from './sample-updates.ts'
export type { StoredMessage } from './stored-message.ts'
export { startTelegram, type Telegram, type TelegramOptions } from './telegram.ts'
export type { Click, UserDriver, UserOptions } from './user-driver.ts'
export type { CallbackAnswer, CallRecord, StrictError } from './world.ts'
