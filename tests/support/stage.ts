import type { Overrides } from '../../src/context.ts'
import { type ServiceOptions, startService, type TestService } from './service.ts'
import { type GroupDriver, startTelegram, type Telegram, type UserDriver } from './telegram/index.ts'
import type { Place } from './telegram/place.ts'
import type { StoredMessage } from './telegram/stored-message.ts'

const DEADLOCK = '40P01'

export interface StageOptions {
  mode?: 'polling' | 'webhook'
  queue?: 'postgres' | 'redis'
  overrides?: Overrides
  log?: ServiceOptions['log']
  env?: Record<string, string>
  /** Town folder; the demo town if unset. */
  town?: string
  /** The clock of the service and of the platform. */
  now?: () => Date
  /** False: the bot is in privacy mode. */
  hearsAll?: boolean
}

/** The whole service on Telegram's stand-in; a test asks for a fresh `scene`. */
export interface Stage {
  tg: Telegram
  service: TestService
  sql: <T extends object = Record<string, unknown>>(text: string, values?: unknown[]) => Promise<T[]>
  /** Nothing comes in, waits or goes out any more. */
  quiet(): Promise<void>
  /** All jobs are lost, as when the queue store dies. */
  wipeQueues(): Promise<void>
  /** A town as on its first day, with the usual groups and people. */
  scene(): Promise<Scene>
  stop(): Promise<void>
}

export interface Scene {
  /** Work group of 东沁村. */
  work: GroupDriver
  /** Groups of 供电所 and 水务站. */
  power: GroupDriver
  water: GroupDriver
  /** Group of the town's dispatchers. */
  center: GroupDriver
  /** Unit chief of 3网格1单元, grid chief of 3网格, two handlers of 供电所, a handler of 水务站, the dispatcher. */
  chen: UserDriver
  lin: UserDriver
  zhang: UserDriver
  zheng: UserDriver
  zhuo: UserDriver
  huang: UserDriver
  /** A resident nobody knows. */
  mei: UserDriver
  /** A person of the town with an account tied by import. */
  person(name: string): Promise<UserDriver>
  /** A group the bot is in, working for an area or a department. */
  group(title: string, bound: { area?: string; department?: string }, forum?: boolean): Promise<GroupDriver>
}

const EMPTIED =
  'inbox, message, media_fetch, ticket, ticket_event, dispute_private, assignment, timer, card, outbox, button_token, dialog, question, reading, reading_example, town_model, digest, audit_log, ticket_counter, reminder, webhook_call, roster, absence, duty_swap, conversation, conversation_address, identity'

export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const { now } = options
  const tg = await startTelegram({
    canReadAllGroupMessages: options.hearsAll ?? true,
    ...(now ? { now: () => now().getTime() } : {}),
  })
  const service = await startService({
    ...(options.queue ? { queue: options.queue } : {}),
    overrides: { ...(now ? { now } : {}), ...options.overrides },
    ...(options.log ? { log: options.log } : {}),
    ...(options.town ? { town: options.town } : {}),
    env: {
      TELEGRAM_BOT_TOKEN: tg.token,
      TELEGRAM_API_ROOT: tg.apiRoot,
      TELEGRAM_MODE: options.mode ?? 'polling',
      ...(options.mode === 'webhook' ? { TELEGRAM_WEBHOOK_SECRET: 'a-secret-of-enough-length' } : {}),
      ...options.env,
    },
  })
  const { pool } = service.ctx.db
  const stage: Stage = {
    tg,
    service,
    sql: async (text, values = []) => (await pool.query(text, values)).rows as never,
    async quiet() {
      await tg.idle()
      await service.settled()
      await tg.idle()
    },
    async wipeQueues() {
      const { rows } = await pool.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname = current_schema() || '_q' AND tablename NOT LIKE '%migration%'`,
      )
      if (rows.length === 0) throw new Error('no tables of queues')
      await pool.query(`TRUNCATE ${rows.map((r) => r.name).join(', ')} CASCADE`)
    },
    async scene() {
      await stage.quiet()
      // Who is on duty is part of the town, which every process keeps in memory until its version grows.
      await pool.query(
        'UPDATE town SET version = version + 1 WHERE EXISTS (SELECT FROM roster) OR EXISTS (SELECT FROM absence)',
      )
      await emptied(() => pool.query(`TRUNCATE ${EMPTIED} CASCADE`))
      return scene(stage)
    },
    async stop() {
      await service.stop()
      await tg.stop()
    },
  }
  return stage
}

/** A group the bot is in, working for an area or a department. */
export async function boundGroup(
  { tg, sql }: Pick<Stage, 'tg' | 'sql'>,
  title: string,
  { area = null, department = null }: { area?: string | null; department?: string | null },
  forum = false,
): Promise<GroupDriver> {
  const made = tg.group({ title, forum }).addBot({ admin: true, silent: true })
  await sql(
    `WITH c AS (INSERT INTO conversation (id, channel, account, type, title, area, department)
       VALUES (gen_random_uuid(), 'telegram', $1, 'group', $2, $3, $4) RETURNING id)
     INSERT INTO conversation_address (channel, account, chat, conversation_id) SELECT 'telegram', $1, $5, id FROM c`,
    [tg.token.split(':')[0], title, area, department, String(made.id)],
  )
  return made
}

/** An account of the town's person with that id, as if an import had tied it. */
export async function tiedUser(
  { tg, sql }: Pick<Stage, 'tg' | 'sql'>,
  name: string,
  personId: string,
): Promise<UserDriver> {
  const user = tg.user({ first_name: name, language_code: 'zh-hans' })
  await sql(
    `INSERT INTO identity (id, channel, account, user_id, person_id, tied_by)
     VALUES (gen_random_uuid(), 'telegram', '*', $2, $1, 'import')`,
    [personId, String(user.id)],
  )
  return user
}

async function scene(stage: Stage): Promise<Scene> {
  const { tg, sql, quiet } = stage
  const group: Scene['group'] = (title, bound, forum) => boundGroup(stage, title, bound, forum)
  const person: Scene['person'] = async (name) => {
    const [found] = await sql<{ id: string }>('SELECT id FROM person WHERE name = $1 LIMIT 1', [name])
    if (!found) throw new Error(`nobody called ${name}`)
    return tiedUser(stage, name, found.id)
  }
  const made: Scene = {
    work: await group('东沁村网格群', { area: 'DQ' }),
    power: await group('供电所接单群', { department: 'power' }),
    water: await group('水务站接单群', { department: 'water' }),
    center: await group('东庄镇网格中心', { area: 'DZ' }),
    chen: await person('陈淑华'),
    lin: await person('林志强'),
    zhang: await person('张建国'),
    zheng: await person('郑文斌'),
    zhuo: await person('卓添财'),
    huang: await person('黄敏'),
    mei: tg.user({ first_name: '林小梅', language_code: 'zh-hans' }),
    person,
    group,
  }
  made.work.join(made.chen, made.lin)
  made.power.join(made.zhang, made.zheng)
  made.water.join(made.zhuo)
  made.center.join(made.huang)
  await quiet()
  return made
}

/** What the bot wrote there, oldest first, as it reads now. */
export function saidIn(place: Place & { botMessages?: StoredMessage[] }): string[] {
  return place.room.messages.filter((m) => m.byBot).map((m) => m.text)
}

/** What the service does by itself (a look at its clocks) may hold what is to be emptied; then once more. */
async function emptied(empty: () => Promise<unknown>): Promise<void> {
  for (let left = 3; ; left--) {
    try {
      await empty()
      return
    } catch (error) {
      if (left === 0 || (error as { code?: string }).code !== DEADLOCK) throw error
    }
  }
}
