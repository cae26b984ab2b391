import iconv from 'iconv-lite'

export type TextEncoding = 'utf-8' | 'utf-16' | 'gb18030'
export type Decoded =
  | { ok: true; text: string; encoding: TextEncoding }
  /** `line` (from 1) holds the first bytes that no known encoding explains. */
  | { ok: false; line: number }

// Anything below a space that is not a tab or a line end, and the sign for what could not be decoded.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const UNREADABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/

function lineOfFirst(text: string, pattern: RegExp): number {
  const index = text.search(pattern)
  return text.slice(0, Math.max(index, 0)).split('\n').length
}

function finish(text: string, encoding: TextEncoding): Decoded {
  const unified = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n')
  if (UNREADABLE.test(unified)) return { ok: false, line: lineOfFirst(unified, UNREADABLE) }
  return { ok: true, text: unified, encoding }
}

/**
 * Text of a file written by any office program: UTF-8 with or without BOM, UTF-16 with BOM, GB18030.
 * Line ends become `\n`.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [first, second] = buffer
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return finish(iconv.decode(buffer, 'utf-16'), 'utf-16')
  const utf8 = buffer.toString('utf8')
  const broken = utf8.split('\ufffd').length - 1
  if (broken === 0) return finish(utf8, 'utf-8')
  // GB18030 reads almost any bytes as some characters: a UTF-8 file with a few damaged bytes must not
  // become a folder full of wrong names.
  const wide = utf8.match(/[\u00a0-\ufffc]/g)?.length ?? 0
  if (wide > broken * 4) return finish(utf8, 'utf-8')
  return finish(iconv.decode(buffer, 'gb18030'), 'gb18030')
}
