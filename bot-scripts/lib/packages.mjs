import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { run } from './processes.mjs'
import { say, step, Trouble } from './say.mjs'
import { packageFile, projectDir } from './settings.mjs'
import { hashOf, stampMatches, writeStamp } from './stamp.mjs'

const stampFile = packageFile('.gridwhistle-packages')

function wantedHash() {
  const manifests = [join(projectDir, 'package.json'), join(projectDir, 'package-lock.json')]
  return hashOf(manifests, [process.platform, process.arch])
}

/** Installs the packages when they are missing or the lock file changed since the last time. */
export async function ensurePackages() {
  if (stampMatches(stampFile, wantedHash())) return
  await alone(join(projectDir, '.cache/packages.lock'), async () => {
    const hash = wantedHash()
    if (stampMatches(stampFile, hash)) return
    await install()
    writeStamp(stampFile, hash)
  })
}

/** Why `npm install` and not `npm ci`: docs/decisions/0006-npm-install-not-ci.md. */
async function install() {
  const first = !existsSync(packageFile('.package-lock.json'))
  step(
    first ? '正在安装软件包（第一次，约一分钟）…' : '软件包有更新，正在安装…',
    first ? 'installing packages (first time, about a minute)…' : 'packages changed, installing…',
  )
  const began = Date.now()
  const heartbeat = setInterval(() => {
    say(`  … ${Math.round((Date.now() - began) / 1000)} s`)
  }, 15_000)
  const args = [
    'install',
    '--no-save',
    '--include=dev',
    '--include=optional',
    '--no-progress',
    '--loglevel=error',
  ]
  // Under `npm start` the same npm is used again, even where it is not on the PATH.
  const npm = process.env.npm_execpath
  const result =
    npm && /npm-cli\.c?js$/.test(npm)
      ? await run(process.execPath, [npm, ...args], { cwd: projectDir })
      : await run('npm', args, { cwd: projectDir })
  clearInterval(heartbeat)
  if (result.code !== 0) throw installTrouble(result)
  say(`  ${((Date.now() - began) / 1000).toFixed(0)} s`)
}

const remedies = [
  {
    sign: /ENOSPC/,
    zh: '磁盘满了：请腾出至少 1 GB 空间后再试。',
    en: 'The disk is full: free at least 1 GB, then try again.',
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ERR_SOCKET_TIMEOUT|ENETUNREACH/,
    zh: '连不上软件包仓库：请检查网络，或换一个仓库：npm config set registry https://registry.npmmirror.com',
    en: 'The package registry cannot be reached: check the network, or choose another: npm config set registry URL',
  },
  {
    sign: /E404|ETARGET|E401|E403/,
    zh: '软件包仓库里缺少需要的包或不让下载：请换一个仓库：npm config set registry https://registry.npmjs.org',
    en: 'The registry lacks a package or refuses it: choose another: npm config set registry https://registry.npmjs.org',
  },
  {
    sign: /SELF_SIGNED|UNABLE_TO_GET_ISSUER|CERT_/,
    zh: '软件包仓库的证书不受信任：请把单位的根证书文件写进 NODE_EXTRA_CA_CERTS。',
    en: "The registry's certificate is not trusted: name your organisation's root certificate in NODE_EXTRA_CA_CERTS.",
  },
  {
    sign: /EACCES|EPERM|EROFS/,
    zh: '没有权限写入项目文件夹：请用文件夹的主人来运行，或修正权限。',
    en: 'The project folder cannot be written: run as its owner, or mend its permissions.',
  },
]

/** @param {{ code: number, output: string }} result */
function installTrouble({ code, output }) {
  const lines = output.trimEnd().split('\n')
  const tail = lines.slice(-12).join('\n')
  if (code === 127) {
    return new Trouble(
      '找不到 npm：它随 Node.js 一起安装。',
      'npm was not found: it comes with Node.js.',
      tail,
    )
  }
  const known = remedies.find(({ sign }) => sign.test(output))
  return new Trouble(
    known?.zh ?? '软件包没有装好，npm 的说明在下面。',
    known?.en ?? 'The packages could not be installed; npm says:',
    // npm names the cause first; a stack trace follows.
    known ? lines.slice(0, 4).join('\n') : tail,
  )
}
