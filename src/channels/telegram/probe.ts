import type { Channel } from '../../app/ports.ts'
import type { TelegramClient } from './client.ts'

type Health = Awaited<ReturnType<Channel['probe']>>

/** A webhook error older than this (seconds) is history. */
const RECENT = 15 * 60

const PRIVACY_REMEDY =
  '在 @BotFather 发送 /setprivacy，选中机器人，点 Disable；然后把机器人移出各工作群再重新加入。' +
  ' / Send /setprivacy to @BotFather, choose the bot, tap Disable; then remove the bot from each work group and add it again.'

/** Who the bot is, whether it hears its groups, and whether updates come through. Rejects with a `ChannelError`. */
export async function probe(
  client: TelegramClient,
  expected: { mode: 'polling' | 'webhook'; webhookUrl?: string | undefined },
  now: Date,
): Promise<Health> {
  const me = await client.call((api) => api.getMe())
  const name = `@${me.username}`
  const hook = await client.call((api) => api.getWebhookInfo())
  const waiting = `待取消息 ${hook.pending_update_count} 条 / ${hook.pending_update_count} updates waiting`

  if (expected.mode === 'polling' && hook.url) {
    return {
      ok: false,
      name,
      detail: '机器人还设着网络回调，轮询收不到消息 / a webhook is set, polling hears nothing',
      remedy:
        '启动本服务会自动取消回调；若仍在，请停掉另一个使用此机器人的程序。 / Starting this service removes it; if it comes back, stop the other program that uses this bot.',
    }
  }
  if (expected.mode === 'webhook' && hook.url !== expected.webhookUrl) {
    return {
      ok: false,
      name,
      detail: '网络回调地址不是本服务 / the webhook points elsewhere',
      remedy: '检查 PUBLIC_URL 后重启本服务。 / Check PUBLIC_URL and restart the service.',
    }
  }
  const failedAt = hook.last_error_date
  if (expected.mode === 'webhook' && failedAt !== undefined && now.getTime() / 1000 - failedAt < RECENT) {
    return {
      ok: false,
      name,
      detail: `Telegram 送不到本服务：${hook.last_error_message ?? '?'};${waiting}`,
      remedy:
        '检查 PUBLIC_URL 的证书、端口（443、80、88、8443）和反向代理。 / Check certificate, port (443, 80, 88, 8443) and reverse proxy of PUBLIC_URL.',
    }
  }
  if (!me.can_read_all_group_messages) {
    return {
      ok: false,
      name,
      detail:
        '隐私模式开着：群里只听得到命令和@机器人的话（管理员身份除外） / privacy mode is on: in groups the bot hears only commands and mentions, unless it is an administrator',
      remedy: PRIVACY_REMEDY,
    }
  }
  return { ok: true, name, detail: waiting }
}
