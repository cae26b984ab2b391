import { type Config, readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/store/database.ts'
import { examineDatabase } from './database.ts'
import { codeOf, type Finding, note } from './finding.ts'
import { examineDataDir, examineNode, examinePort, examineSettings } from './machine.ts'
import { examineModel } from './model.ts'
import { examinePostgresQueue, examineRedis } from './queue.ts'
import { examineTelegram } from './telegram.ts'
import { examineTown } from './town.ts'

/** Everything in the order in which it should be mended; each finding is given as soon as it is known. */
export async function* examine(env: Environment): AsyncGenerator<Finding> {
  yield examineNode()
  const read = readConfig(env)
  yield* examineSettings(read)
  const config = read.ok
    ? read.config
    : configWithout(
        env,
        read.problems.map((p) => p.setting),
      )
  if (!config) {
    yield note('database', [
      '设置读不懂，其余的没法检查',
      'the settings cannot be read, so the rest cannot be checked',
    ])
    return
  }
  yield await examineDataDir(config.data.dir)
  yield* await examineServices(config)
  yield await examineTelegram(config)
  yield await examineModel(config)
  yield await examinePort(config.http)
}

type Environment = Record<string, string | undefined>

/** One wrong setting must not hide what else is wrong: looks on without it and what belongs to it. */
function configWithout(env: Environment, wrong: readonly string[]): Config | undefined {
  const groups = wrong.flatMap((name) => /^(?:TELEGRAM|DINGTALK|WECOM|FEISHU|LLM)_/.exec(name) ?? [])
  const drop = (test: (name: string) => boolean) =>
    readConfig(Object.fromEntries(Object.entries(env).filter(([name]) => !test(name))))
  const isWrong = (name: string) => wrong.includes(name) || groups.some((group) => name.startsWith(group))
  const first = drop(isWrong)
  // The webhook needs an address: with a wrong PUBLIC_URL it cannot be looked at either.
  const read = first.ok ? first : drop((name) => isWrong(name) || name.startsWith('TELEGRAM_'))
  return read.ok ? read.config : undefined
}

/** What cannot be looked at because of something above is told as such. */
async function unlessBroken(check: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await work()
  } catch (error) {
    const code = codeOf(error)
    return [note(check, [`${check} 没法检查（${code}）`, `${check} could not be checked (${code})`])]
  }
}

async function examineServices(config: Config): Promise<Finding[]> {
  const database = openDatabase({
    url: config.database.url,
    statements: 2,
    lanes: 1,
    onError: () => undefined,
  })
  const { pool } = database
  const { redisUrl } = config.queue
  try {
    const { reachable, findings } = await examineDatabase(pool)
    if (redisUrl) findings.push(...(await examineRedis(redisUrl)))
    else if (reachable) findings.push(...(await unlessBroken('queue', () => examinePostgresQueue(pool))))
    if (reachable) findings.push(...(await unlessBroken('town', () => examineTown(pool))))
    return findings
  } finally {
    await database.close()
  }
}
