import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

const DEMO_TOWN = fileURLToPath(new URL('../../prisma/towns/dongzhuang', import.meta.url))

export interface Member {
  name: string
  area: string
  department: string
  telegramId: number
}

export interface Group {
  title: string
  chat: number
  area: string
  department: string
}

/** The people and groups of the demo town with accounts and chats on the stand-in. */
export interface ChaosTown {
  folder: string
  unitChiefs: Member[]
  handlers: Member[]
  /** Work groups of the villages. */
  villages: Group[]
  /** Groups in which departments take their calls. */
  departments: Group[]
  /** All of them, the grid centre's too. */
  groups: Group[]
}

type Row = Record<string, string>

/** Copies the demo town to `folder` and gives its people and groups ids of the stand-in. */
export async function chaosTown(folder: string): Promise<ChaosTown> {
  await cp(DEMO_TOWN, folder, { recursive: true })
  const people = await table(folder, 'people.csv')
  const tied = people.map((row, i) => ({ ...row, telegram: String(800_000_001 + i) }) as Row)
  await write(folder, 'people.csv', tied)
  const groups = await table(folder, 'groups.csv')
  const own = groups.map(
    (row, i) => ({ ...row, channel: 'telegram', chat: String(-1_001_600_000_001 - i) }) as Row,
  )
  await write(folder, 'groups.csv', own)
  const member = (row: Row): Member => ({
    name: row['name'] ?? '',
    area: row['area'] ?? '',
    department: row['department'] ?? '',
    telegramId: Number(row['telegram']),
  })
  const all = own.map((row) => ({
    title: row['name'] ?? '',
    chat: Number(row['chat']),
    area: row['area'] ?? '',
    department: row['department'] ?? '',
  }))
  return {
    folder,
    unitChiefs: tied.filter((row) => row['role'] === 'unit_chief').map(member),
    handlers: tied.filter((row) => row['role'] === 'handler').map(member),
    villages: all.filter((group) => group.department === '' && group.area !== 'DZ'),
    departments: all.filter((group) => group.department !== ''),
    groups: all,
  }
}

async function table(folder: string, file: string): Promise<Row[]> {
  const text = await readFile(join(folder, file), 'utf8')
  return parse(text, { bom: true, columns: true, skip_empty_lines: true })
}

async function write(folder: string, file: string, rows: readonly Row[]): Promise<void> {
  await writeFile(join(folder, file), stringify([...rows], { header: true, bom: true }))
}
