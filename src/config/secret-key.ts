import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { secretKey } from './settings.ts'

/**
 * The key that signs links: `SECRET_KEY`, else the one in `DATA_DIR/secret.key` (mode 600), made once.
 * Several processes may ask at the same time and all get the same.
 * @throws when the kept key cannot be read or is too weak, with the remedy.
 */
export function ensureSecretKey(config: { secretKey: string | null; data: { dir: string } }): string {
  if (config.secretKey) return config.secretKey
  const file = join(config.data.dir, 'secret.key')
  mkdirSync(config.data.dir, { recursive: true })
  return readKey(file) ?? makeKey(file)
}

function readKey(file: string): string | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8').trim()
    chmodSync(file, 0o600)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new Error(`${file} 读不了，请修正权限 / cannot be read, mend its permissions (${codeOf(error)})`)
  }
  if (secretKey.safeParse(text).success) return text
  throw new Error(
    `${file} 里的密钥不完整。删掉它会生成新的，但已发出的个人链接会失效 / holds no whole key. Remove it to have a new one made; personal links given out before become void`,
  )
}

function makeKey(file: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeFileSync(handle, `${randomBytes(32).toString('hex')}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    // A link never replaces: whoever comes second takes the first one's key.
    linkSync(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  const key = readKey(file)
  if (!key) throw new Error(`${file} 没能保存 / could not be kept`)
  return key
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
