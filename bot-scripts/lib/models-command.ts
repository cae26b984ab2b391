import { userInfo } from 'node:os'
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { z } from 'zod'
import { problemLines, readConfig } from '../../src/config.ts'
import { shippedModel } from '../../src/domain/understanding/model/shipped.ts'
import { openDatabase } from '../../src/store/database.ts'
import { chooseModel, type ListedModel, listModels } from '../../src/store/learning.ts'
import { migrate } from '../../src/store/migrate.ts'
import type { Surroundings } from './town-command.ts'
import { bilingual } from './town-report.ts'

const USAGE = [
  '用法 / usage: npm run models -- list | use N | off',
  '  list    从更正里学到的各个版本，和它们读得多准 / versions learned from corrections, and how well they read',
  '  use N   换用第 N 版，几秒后生效 / takes version N into use, within seconds',
  '  off     只用自带的，直到再选一版 / the shipped reader alone, until a version is chosen again',
]

const Score = z.object({ n: z.number(), before: z.number(), after: z.number() })
const Figures = z.object({ examples: z.number(), corrections: Score, confirmations: Score })
const STATES = { in_use: '在用 in use', kept: '备用 kept', refused: '没采用 refused' } as const

function lineOf({ version, madeAt, base, state, figures }: ListedModel, zone: string): string {
  const made = format(new TZDate(madeAt.getTime(), zone), 'yyyy-MM-dd HH:mm')
  if (version === 0) return `0\t${made}\t${STATES[state]}\t只用自带的 shipped reader alone`
  const read = Figures.safeParse(figures)
  const told = (score: z.infer<typeof Score>) => `${score.before}→${score.after}/${score.n}`
  const shown = read.success
    ? `更正 corrections ${told(read.data.corrections)}\t确认 confirmations ${told(read.data.confirmations)}\t${read.data.examples} 例 examples`
    : '没学成 failed'
  const old =
    base === shippedModel().version ? '' : '\t自带的已更新，不再起作用 shipped model is newer: adds nothing'
  return `${version}\t${made}\t${STATES[state]}\t${shown}${old}`
}

/**
 * Lists the versions of the town's own model, or takes one into use; that is noted in the audit log.
 *
 * @returns the exit code: 0, 1 when the version cannot be used, 2 when the call or a setting is wrong.
 */
export async function modelsCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const [word, number, ...rest] = args
  const version =
    word === 'off' ? 0 : word === 'use' && /^[1-9]\d{0,5}$/.test(number ?? '') ? Number(number) : null
  const fits = word === 'use' ? version !== null : number === undefined && (word === 'list' || word === 'off')
  if (!fits || rest.length > 0) {
    around.complain(USAGE)
    return 2
  }
  const settings = readConfig(around.env)
  if (!settings.ok) {
    around.complain(settings.problems.flatMap(problemLines))
    return 2
  }
  const { database, town } = settings.config
  const db = openDatabase({ url: database.url, statements: 2, lanes: 1, onError: () => undefined })
  try {
    await migrate(db.pool, { schema: db.schema })
    if (version === null) {
      const models = await listModels(db.pool)
      const none = bilingual(
        '还没有学过：更正够数了会自己学',
        'none yet: it learns by itself once enough is corrected',
      )
      around.print(models.length === 0 ? none : models.map((model) => lineOf(model, town.tz)))
      return 0
    }
    const chosen = await chooseModel(db.pool, version, {
      actor: `cli:${userInfo().username}`,
      now: new Date(),
    })
    if (chosen.ok) {
      around.print(
        version === 0
          ? bilingual('只用自带的，几秒后生效', 'the shipped reader alone, within seconds')
          : bilingual(`换用第 ${version} 版，几秒后生效`, `version ${version} is in use within seconds`),
      )
      return 0
    }
    around.complain(
      chosen.reason === 'unknown'
        ? bilingual(
            `没有第 ${version} 版，看 npm run models -- list`,
            `there is no version ${version}: see npm run models -- list`,
          )
        : bilingual(
            `第 ${version} 版读得不比之前准，没有采用，不能用`,
            `version ${version} was refused: it read no better than the one before`,
          ),
    )
    return 1
  } finally {
    await db.close()
  }
}
