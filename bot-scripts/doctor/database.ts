import type { Pool } from 'pg'
import { readMigrations } from '../../src/store/migrate.ts'
import { bad, codeOf, type Finding, note, ok } from './finding.ts'

/** Asked of an open pool; when the first fails, the others cannot be known. */
export async function examineDatabase(pool: Pool): Promise<{ reachable: boolean; findings: Finding[] }> {
  let before = 0
  let after = 0
  let row: { version: string; num: number; now: Date } | undefined
  try {
    // The first query pays for the connection: the clock is read on the second.
    await pool.query('SELECT 1')
    before = Date.now()
    const { rows } = await pool.query<{ version: string; num: number; now: Date }>(
      "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS num, clock_timestamp() AS now",
    )
    after = Date.now()
    row = rows[0]
  } catch (error) {
    return { reachable: false, findings: [unreachable(codeOf(error))] }
  }
  if (!row) throw new Error('a SELECT without FROM gave no row')
  return {
    reachable: true,
    findings: [
      versionOf(row.version, row.num),
      await examineMigrations(pool),
      clock(row.now.getTime() - (before + after) / 2),
    ],
  }
}

function unreachable(code: string): Finding {
  const remedies: Record<string, readonly [string, string]> = {
    '28P01': ['改正 DATABASE_URL 里的用户名和密码', 'mend user and password in DATABASE_URL'],
    '28000': ['给这个用户登录权限，或改正 DATABASE_URL', 'let this user log in, or mend DATABASE_URL'],
    '3D000': [
      '先建库：createdb 库名，或改正 DATABASE_URL 里的库名',
      'create the database first, or mend its name in DATABASE_URL',
    ],
    '53300': ['调大 PostgreSQL 的 max_connections', "raise PostgreSQL's max_connections"],
  }
  const remedy = remedies[code] ?? [
    '启动数据库，检查 DATABASE_URL 的主机和端口；不设置 DATABASE_URL 就用自带的数据库',
    'start the database, check host and port in DATABASE_URL; without DATABASE_URL the built-in one is used',
  ]
  return bad('database', [`连不上数据库（${code}）`, `the database cannot be reached (${code})`], remedy)
}

function versionOf(version: string, num: number): Finding {
  if (num >= 140_000)
    return ok('database', [`数据库 PostgreSQL ${version}`, `database PostgreSQL ${version}`])
  return bad(
    'database',
    [`PostgreSQL ${version} 太旧`, `PostgreSQL ${version} is too old`],
    ['升级到 14 或更新，建议 16 以上', 'upgrade to 14 or newer, better 16'],
  )
}

async function examineMigrations(pool: Pool): Promise<Finding> {
  const files = await readMigrations()
  const { rows: there } = await pool.query<{ made: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS made",
  )
  if (!there[0]?.made) {
    return note(
      'migrations',
      ['数据库还是空的', 'the database is still empty'],
      ['第一次 npm start 会建好', 'the first `npm start` prepares it'],
    )
  }
  const { rows } = await pool.query<{ migration_name: string; checksum: string }>(
    'SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  const applied = new Map(rows.map((r) => [r.migration_name, r.checksum]))
  const missing = files.filter((file) => !applied.has(file.name)).map((file) => file.name)
  const changed = files.filter((file) => (applied.get(file.name) ?? file.checksum) !== file.checksum)
  const known = new Set(files.map((file) => file.name))
  const newer = [...applied.keys()].filter((name) => !known.has(name))
  if (changed.length > 0) {
    const names = changed.map((file) => file.name).join(', ')
    return bad(
      'migrations',
      [
        `这些迁移文件在执行之后被改过：${names}`,
        `these migrations were changed after they had been applied: ${names}`,
      ],
      [
        '恢复原来的文件（git checkout prisma/migrations）',
        'restore their files (git checkout prisma/migrations)',
      ],
    )
  }
  if (newer.length > 0) {
    return bad(
      'migrations',
      [`数据库比程序新：${newer.join(', ')}`, `the database is newer than the program: ${newer.join(', ')}`],
      ['升级程序到最新版本', 'upgrade the program'],
    )
  }
  if (missing.length > 0) {
    return bad(
      'migrations',
      [
        `表结构差 ${missing.length} 步：${missing.join(', ')}`,
        `${missing.length} migrations are missing: ${missing.join(', ')}`,
      ],
      ['运行 npm start，启动时会自动补上', 'run `npm start`: it applies them'],
    )
  }
  return ok('migrations', [
    `表结构最新（${files.length} 步）`,
    `the schema is up to date (${files.length} migrations)`,
  ])
}

function clock(skewMs: number): Finding {
  const seconds = (Math.abs(skewMs) / 1000).toFixed(1)
  if (Math.abs(skewMs) <= 2000) {
    return ok('clock', [
      `时钟与数据库一致（差 ${seconds} 秒）`,
      `clocks agree with the database (${seconds} s apart)`,
    ])
  }
  return bad(
    'clock',
    [
      `时钟与数据库差 ${seconds} 秒，时限会算错`,
      `clocks are ${seconds} s apart from the database: deadlines come out wrong`,
    ],
    [
      '两台机器都开启时间同步：timedatectl set-ntp true',
      'let both machines keep time: timedatectl set-ntp true',
    ],
  )
}
