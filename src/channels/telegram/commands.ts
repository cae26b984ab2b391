import type { Api } from 'grammy'
import type { BotCommand } from 'grammy/types'
import type { TelegramClient } from './client.ts'
import {
  COMMANDS,
  type CommandScope,
  DESCRIPTION,
  OFFERED,
  SHORT_DESCRIPTION,
  type Wording,
} from './command-texts.ts'

/** The list without a language is shown to everybody whose language has none of its own: Chinese. */
const AUDIENCES: readonly { wording: Wording; language?: 'zh' | 'en' }[] = [
  { wording: 'zh' },
  { wording: 'zh', language: 'zh' },
  { wording: 'en', language: 'en' },
]
const SCOPES = Object.keys(OFFERED) as CommandScope[]

/** The commands of one scope in one language. */
function commandsFor(scope: CommandScope, wording: Wording): BotCommand[] {
  return OFFERED[scope].map((command) => ({ command, description: COMMANDS[command][wording] }))
}

/**
 * Tells Telegram the commands per scope and language and the bot's descriptions. What already stands there is
 * left alone, since Telegram counts changes of the card strictly. Throws a `ChannelError`.
 */
export async function publishCommands(client: TelegramClient): Promise<void> {
  for (const { wording, language } of AUDIENCES) {
    const other = language ? { language_code: language } : {}
    for (const type of SCOPES) {
      await client.call((api) => publishScope(api, commandsFor(type, wording), { scope: { type }, ...other }))
    }
    await client.call((api) => publishCard(api, wording, other))
  }
}

async function publishScope(
  api: Api,
  wanted: BotCommand[],
  other: NonNullable<Parameters<Api['setMyCommands']>[1]>,
): Promise<void> {
  const { scope, language_code: language } = other
  const stands = await api.getMyCommands({
    ...(scope && { scope }),
    ...(language && { language_code: language }),
  })
  const same =
    stands.length === wanted.length &&
    wanted.every(({ command, description }, at) => {
      const other = stands[at]
      return other?.command === command && other.description === description
    })
  if (!same) await api.setMyCommands(wanted, other)
}

async function publishCard(
  api: Api,
  wording: Wording,
  other: { language_code?: 'zh' | 'en' },
): Promise<void> {
  const { description } = await api.getMyDescription(other)
  if (description !== DESCRIPTION[wording]) await api.setMyDescription(DESCRIPTION[wording], other)
  const { short_description: short } = await api.getMyShortDescription(other)
  if (short !== SHORT_DESCRIPTION[wording]) await api.setMyShortDescription(SHORT_DESCRIPTION[wording], other)
}
