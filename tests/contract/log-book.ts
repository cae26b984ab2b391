import type { Logger } from '../../src/app/ports.ts'

/** A log that a test can read; nothing reaches the console. */
export class LogBook implements Logger {
  readonly lines: { level: string; message: string; fields: Record<string, unknown> }[] = []

  debug = this.#writer('debug')
  info = this.#writer('info')
  warn = this.#writer('warn')
  error = this.#writer('error')

  /** Everything as one text, to look for what must not stand there. */
  get text(): string {
    return JSON.stringify(this.lines)
  }

  #writer(level: string) {
    return (fields: Record<string, unknown>, message: string): void => {
      this.lines.push({ level, message, fields })
    }
  }
}
