import { existsSync } from 'node:fs'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config, ConfigResult, Problem } from '../../src/config.ts'
import { bad, codeOf, type Finding, note, ok } from './finding.ts'

export function examineNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = major > 20 || (major === 20 && minor >= 19)
  if (fits) return ok('node', [`Node.js ${version}`, `Node.js ${version}`])
  return bad(
    'node',
    [`Node.js ${version} 太旧，需要 20.19 或更新`, `Node.js ${version} is too old, 20.19 or newer is needed`],
    ['安装 Node 20 或 22 LTS:https://nodejs.org/', 'install Node 20 or 22 LTS: https://nodejs.org/'],
  )
}

export function examineSettings(result: ConfigResult): Finding[] {
  const findings = (result.ok ? [] : result.problems).map((p) => bad('settings', ...wordsOf(p)))
  const notes = (result.ok ? result.warnings : []).map((p) => note('settings', ...wordsOf(p)))
  if (result.ok) {
    const { dir } = result.config.town
    if (dir && !existsSync(dir)) {
      findings.push(
        bad(
          'settings',
          [`TOWN_DIR 指的文件夹不存在：${dir}`, `TOWN_DIR names a folder that does not exist: ${dir}`],
          [
            '改成资料所在的文件夹，或去掉这一项用演示镇',
            "name the folder with the town's files, or remove it for the demo town",
          ],
        ),
      )
    }
  }
  if (findings.length > 0) return [...findings, ...notes]
  return [ok('settings', ['设置都读得懂', 'all settings can be read']), ...notes]
}

function wordsOf({ setting, message, remedy }: Problem): [[string, string], [string, string]] {
  const [zh = '', en = ''] = message.split(' / ')
  const [zhRemedy = '', enRemedy = ''] = remedy.split(' / ')
  return [
    [`设置 ${setting} ${zh}`, `setting ${setting} ${en}`],
    [zhRemedy, enRemedy],
  ]
}

const GIB = 2 ** 30

export async function examineDataDir(dir: string): Promise<Finding> {
  const probe = join(dir, `.doctor-${process.pid}`)
  try {
    // Not recursive: below /proc Node would try for ever.
    if (!existsSync(dir)) await mkdir(dir)
    await writeFile(probe, 'x')
  } catch (error) {
    return bad(
      'data',
      [
        `数据目录 ${dir} 不能写（${codeOf(error)}）`,
        `the data folder ${dir} cannot be written (${codeOf(error)})`,
      ],
      ['修正文件夹权限，或用 DATA_DIR 换一个', 'mend its permissions, or choose another with DATA_DIR'],
    )
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
  const { bavail, bsize } = await statfs(dir)
  const free = (bavail * bsize) / GIB
  const words = [
    `数据目录可写，剩余空间 ${free.toFixed(1)} GB`,
    `the data folder can be written, ${free.toFixed(1)} GB free`,
  ] as const
  if (free >= 2) return ok('data', words)
  const remedy = [
    '腾出磁盘空间，照片和数据库都在这里',
    'free some disk: photos and database are kept there',
  ] as const
  return free < 0.3 ? bad('data', words, remedy) : note('data', words, remedy)
}

/** The port must be free, or our own service must answer on it. */
export async function examinePort({ port, host }: Config['http']): Promise<Finding> {
  if (await isFree(port, host)) {
    return ok('port', [`端口 ${port} 空着，服务还没启动`, `port ${port} is free, the service is not running`])
  }
  const local = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const health = await askHealth(`http://${local}:${port}/healthz`)
  if (!health) {
    return bad(
      'port',
      [
        `端口 ${port} 用不了，占着它的不是本服务`,
        `port ${port} cannot be used, and what holds it is not this service`,
      ],
      ['关掉那个程序，或用 PORT 换一个端口', 'end that program, or choose another port with PORT'],
    )
  }
  const ill = Object.entries(health.checks).flatMap(([name, check]) => (check.ok ? [] : [name]))
  if (health.ok) {
    const besides = ill.length > 0 ? [`（${ill.join('、')} 不在）`, ` (${ill.join(', ')} away)`] : ['', '']
    return ok('port', [
      `服务正在端口 ${port} 上运行${besides[0]}`,
      `the service is running on port ${port}${besides[1]}`,
    ])
  }
  return bad(
    'port',
    [
      `服务在端口 ${port} 上运行，但不正常：${ill.join('、')}`,
      `the service runs on port ${port} but is not well: ${ill.join(', ')}`,
    ],
    [
      '先看本页其他 ✗;再看日志 DATA_DIR/logs/service.log',
      'mend the other ✗ first; then see DATA_DIR/logs/service.log',
    ],
  )
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

interface Health {
  ok: boolean
  checks: Record<string, { ok: boolean }>
}

async function askHealth(url: string): Promise<Health | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) })
    const body: unknown = await answer.json()
    const ours =
      typeof body === 'object' && body !== null && 'service' in body && body.service === 'gridwhistle'
    return ours ? (body as unknown as Health) : undefined
  } catch {
    return undefined
  }
}
