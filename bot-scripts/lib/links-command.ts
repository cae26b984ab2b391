import { makeLinkToken } from '../../src/app/link-token.ts'
import { createTelegram } from '../../src/channels/telegram/index.ts'
import { type Config, ensureSecretKey, problemLines, readConfig } from '../../src/config.ts'
import { makePersonalLink } from '../../src/http/session.ts'
import { openDatabase } from '../../src/store/database.ts'
import type { Surroundings } from './town-command.ts'

const USAGE = [
  '用法 / usage: npm run -s links -- [--renew] [NAME…]',
  '  每行一个人：姓名、职务所在、网页链接、Telegram 链接（7 天内有效）',
  '  one person a line: name, post, web link, Telegram link (good for 7 days)',
  '  --renew  先让这些人以前的链接和登录作废 / first makes their earlier links and sessions void',
]

interface Row {
  id: string
  name: string
  link_gen: number
  post: string | null
}

const PEOPLE = `SELECT p.id, p.name, p.link_gen, string_agg(coalesce(d.name, a.name), '|' ORDER BY o.position) AS post
  FROM person p LEFT JOIN post o ON o.person_id = p.id AND o.active
  LEFT JOIN area a ON a.code = o.area LEFT JOIN department d ON d.code = o.department
  WHERE p.active AND ($1::text[] IS NULL OR p.name = ANY($1)) GROUP BY p.id ORDER BY p.position, p.name`

/**
 * Prints the personal links of everyone or of the named people, tab-separated. Whoever has a link is that person:
 * the output belongs into private messages only.
 *
 * @returns the exit code: 0, 1 when a name is unknown, 2 when the call or a setting is wrong.
 */
export async function linksCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const renew = args.includes('--renew')
  const names = args.filter((arg) => !arg.startsWith('--'))
  if (args.some((arg) => arg.startsWith('--') && arg !== '--renew') || (renew && names.length === 0)) {
    around.complain(USAGE)
    return 2
  }
  const settings = readConfig(around.env)
  if (!settings.ok) {
    around.complain(settings.problems.flatMap(problemLines))
    return 2
  }
  const { config } = settings
  const secret = ensureSecretKey(config)
  const { pool, close } = openDatabase({
    url: config.database.url,
    statements: 2,
    lanes: 1,
    onError: () => undefined,
  })
  try {
    if (renew) {
      await pool.query('UPDATE person SET link_gen = link_gen + 1 WHERE active AND name = ANY($1)', [names])
      await pool.query(
        `UPDATE identity SET person_id = NULL, tied_by = NULL WHERE tied_by = 'link'
           AND person_id IN (SELECT id FROM person WHERE active AND name = ANY($1))`,
        [names],
      )
    }
    const telegram = await telegramLinks(config, secret)
    const { rows } = await pool.query<Row>(PEOPLE, [names.length > 0 ? names : null])
    around.print(
      rows.map((row) => {
        const link = makePersonalLink({ id: row.id, linkGen: row.link_gen }, secret, config.http.publicUrl)
        return [row.name, row.post ?? '', link, ...telegram({ id: row.id, linkGen: row.link_gen })].join('\t')
      }),
    )
    const unknown = names.filter((name) => !rows.some((row) => row.name === name))
    if (unknown.length === 0) return 0
    around.complain([`没有找到 / not found: ${unknown.join('、')}`])
    return 1
  } finally {
    await close()
  }
}

/** Opens the bot and ties the account to the person; none where Telegram is off or away. */
async function telegramLinks(
  config: Config,
  secret: string,
): Promise<(person: { id: string; linkGen: number }) => string[]> {
  if (!config.telegram) return () => []
  const { token, apiRoot } = config.telegram
  const nothing = { hold: () => ({ stop: async () => undefined }) }
  const quiet = { debug() {}, info() {}, warn() {}, error() {} }
  const channel = createTelegram({
    token,
    mode: 'polling',
    leases: nothing,
    log: quiet,
    ...(apiRoot ? { apiRoot } : {}),
  })
  await channel.probe()
  const key = new TextEncoder().encode(secret)
  return (person) => {
    const link = channel.deepLink?.(`link-${makeLinkToken(key, person, new Date())}`)
    return link ? [link] : []
  }
}
