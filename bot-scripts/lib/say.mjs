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

/** @param {unknown} error */
export function complain(error) {
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
