/**
 * A fault that a person can mend: it is shown as these lines, never as a stack trace.
 * `zh` and `en` each say what is wrong and what to do about it.
 */
export class Trouble extends Error {
  /** @param {string} zh @param {string} en @param {string} [detail] raw output that helps a technician */
  constructor(zh, en, detail) {
    super(en)
    this.zh = zh
    this.en = en
    this.detail = detail
  }
}

let stream = process.stdout

/** For commands whose stdout is data: everything said goes to stderr from now on. */
export function speakOnStderr() {
  stream = process.stderr
}

/** @param {string} line */
export function say(line = '') {
  stream.write(`${line}\n`)
}

/** @param {string} zh @param {string} en */
export function step(zh, en) {
  say(`· ${zh}  ${en}`)
}

/** What the system refused, in words: these come from any file operation. */
function inWords(error) {
  const where = error?.path ?? ''
  if (error?.code === 'ENOSPC') {
    return new Trouble(
      '磁盘满了。请腾出空间后再试。',
      'The disk is full. Free some space, then try again.',
      error.message,
    )
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(error?.code)) {
    return new Trouble(
      `没有权限读写 ${where}。如果以前用 root（sudo）运行过，请继续用 root，或把文件交还给自己：sudo chown -R "$(id -un)" 该目录`,
      `No permission for ${where}. If it was run as root (sudo) before, go on as root, or take the files back: sudo chown -R "$(id -un)" FOLDER`,
      error.message,
    )
  }
  return error
}

/** @param {unknown} thrown */
export function complain(thrown) {
  const error = inWords(thrown)
  if (error instanceof Trouble) {
    process.stderr.write(`\n✗ ${error.zh}\n  ${error.en}\n`)
    if (error.detail) process.stderr.write(`\n${error.detail.trimEnd()}\n`)
    return
  }
  process.stderr.write(`\n✗ ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}

/**
 * Runs an entry script: a Trouble is shown plainly and ends with exit code 1.
 * @param {() => Promise<number | undefined>} main resolves to the exit code
 */
export async function enter(main) {
  try {
    process.exitCode = (await main()) ?? 0
  } catch (error) {
    complain(error)
    process.exitCode = 1
  }
}
