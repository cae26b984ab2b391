import { channelContract } from './channel-contract.ts'
import { telegramHarness } from './telegram-harness.ts'

channelContract('Telegram by polling', () => telegramHarness('polling'))
channelContract('Telegram by webhook', () => telegramHarness('webhook'))
