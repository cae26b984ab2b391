import { type Post, ROLES, type Role } from '../../domain/area/town.ts'
import { nameUuid } from '../../lib/name-uuid.ts'
import { type FolderPerson, PLATFORMS } from './folder.ts'
import { readPhone } from './phone.ts'
import { maskPhone, quote } from './problem.ts'
import type { Refs } from './refs.ts'
import type { SheetRow } from './sheet-row.ts'

export const ROLE_WORDS: Record<string, Role> = {
  单元长: 'unit_chief',
  网格长: 'grid_chief',
  村负责人: 'village_lead',
  镇负责人: 'town_lead',
  区负责人: 'district_lead',
  经办人: 'handler',
  部门负责人: 'department_lead',
  调度员: 'dispatcher',
  调解员: 'mediator',
  民警: 'police',
  志愿者: 'volunteer',
}
const OF_AREA: readonly Role[] = ['unit_chief', 'grid_chief', 'village_lead', 'town_lead', 'district_lead']
const OF_DEPARTMENT: readonly Role[] = ['handler', 'department_lead']

const YES = ['yes', 'y', 'true', '1', '是', '党员', '√']
const NO = ['', 'no', 'n', 'false', '0', '否', '群众']

export interface ReadPeople {
  people: FolderPerson[]
  posts: Post[]
}

function phoneOf(row: SheetRow): { phone: string; personal: boolean } | null {
  const cell = row.text('phone')
  if (cell === '') return null
  const read = readPhone(cell)
  if (read.ok) return read
  const say = {
    damaged: {
      zh: '电话被表格软件改成了科学记数',
      todo: '把这一列设成文本格式，再填完整号码',
      en: 'the spreadsheet turned the number into 1E+10: format the column as text',
    },
    masked: {
      zh: '电话打了码',
      todo: '填完整号码，或者空着',
      en: 'the number is masked: give all of it or leave it empty',
    },
    shape: {
      zh: '电话不像手机号或座机号',
      todo: '手机号 11 位；座机写成 0594-5551234',
      en: 'this looks like neither a mobile number nor a landline',
    },
  }[read.why]
  row.error('phone', {
    message: `${say.zh}:${maskPhone(cell)}`,
    remedy: say.todo,
    en: `${say.en} (${maskPhone(cell)})`,
  })
  return null
}

function placeOf(row: SheetRow, role: Role, refs: Refs): { area: string | null; department: string | null } {
  const area = refs.area(row, 'area')
  const department = refs.department(row, 'department')
  const need = (column: 'area' | 'department', zh: string) => {
    if (row.text(column) !== '') return
    row.error(column, {
      message: `岗位 ${role} 没有写${zh}`,
      remedy: `在「${column}」填上${zh}编码`,
      en: `role ${role} needs ${column === 'area' ? 'an area' : 'a department'}: fill in "${column}"`,
    })
  }
  if (OF_AREA.includes(role)) need('area', '区域')
  if (OF_DEPARTMENT.includes(role)) need('department', '部门')
  const anywhere = row.text('area') === '' && row.text('department') === ''
  const free = !OF_AREA.includes(role) && !OF_DEPARTMENT.includes(role)
  return { area: anywhere && free ? refs.top || null : area, department }
}

function partyOf(row: SheetRow): boolean {
  const cell = row.text('party').toLowerCase()
  if (!YES.includes(cell) && !NO.includes(cell))
    row.error('party', {
      message: `「party」看不懂：${quote(cell)}`,
      remedy: '写 yes（是）或 no（否）',
      en: `"party" is neither yes nor no: ${quote(cell)}`,
    })
  return YES.includes(cell)
}

/** People and their posts. One person may fill several rows, joined by the mobile number. */
export function readPeople(rows: readonly SheetRow[], refs: Refs): ReadPeople {
  const people = new Map<string, FolderPerson & { row: SheetRow }>()
  const posts = new Map<string, Post & { row: SheetRow }>()
  const owners = new Map<string, { key: string; row: SheetRow }>()
  for (const row of rows) {
    const name = row.required('name')
    const role = row.oneOf('role', ROLES, ROLE_WORDS)
    const phone = phoneOf(row)
    const party = partyOf(row)
    if (name === null || role === null) continue
    const place = placeOf(row, role, refs)
    const key = phone?.personal
      ? phone.phone
      : phone
        ? `${phone.phone}/${name}`
        : [name, role, place.area ?? '', place.department ?? ''].join('/')
    const person = personOf(people, { key, name, phone: phone?.phone ?? null, party, row })
    for (const channel of PLATFORMS)
      for (const userId of row.list(channel)) tie(person, channel, userId, owners, row)
    addPost(posts, person.id, role, place, row)
  }
  return {
    people: [...people.values()].map(({ row: _, ...person }) => person),
    posts: [...posts.values()].map(({ row: _, ...post }) => post),
  }
}

function personOf(
  people: Map<string, FolderPerson & { row: SheetRow }>,
  found: Omit<FolderPerson, 'id' | 'accounts'> & { row: SheetRow },
): FolderPerson {
  const known = people.get(found.key)
  if (!known) {
    const person = { id: nameUuid('person', found.key), accounts: [], ...found }
    people.set(found.key, person)
    return person
  }
  known.party ||= found.party
  if (known.name !== found.name)
    found.row.error('phone', {
      message: `这个手机号在第 ${known.row.line} 行是「${quote(known.name)}」的，这里是「${quote(found.name)}」`,
      remedy: '一个手机号只能属于一个人：改正号码或姓名',
      en: `this number belongs to "${quote(known.name)}" in line ${known.row.line}, here to "${quote(found.name)}": correct one`,
    })
  return known
}

function tie(
  person: FolderPerson,
  channel: (typeof PLATFORMS)[number],
  userId: string,
  owners: Map<string, { key: string; row: SheetRow }>,
  row: SheetRow,
) {
  const owner = owners.get(`${channel}/${userId}`)
  if (owner?.key === person.key) return
  if (owner) {
    row.error(channel, {
      message: `这个 ${channel} 账号已经是第 ${owner.row.line} 行那个人的`,
      remedy: '一个账号只能属于一个人',
      en: `this ${channel} account already belongs to the person in line ${owner.row.line}`,
    })
    return
  }
  owners.set(`${channel}/${userId}`, { key: person.key, row })
  person.accounts.push({ channel, userId })
}

function addPost(
  posts: Map<string, Post & { row: SheetRow }>,
  personId: string,
  role: Role,
  place: { area: string | null; department: string | null },
  row: SheetRow,
) {
  const id = nameUuid('post', personId, role, place.area ?? '', place.department ?? '')
  const twin = posts.get(id)
  if (!twin) {
    posts.set(id, { id, personId, role, ...place, row })
    return
  }
  row.warn('role', {
    message: `和第 ${twin.row.line} 行重复（同一个人、同一个岗位）`,
    remedy: '删掉一行；如果是同名的两个人，请填手机号',
    en: `same person and post as line ${twin.row.line}: delete one row, or give phone numbers if they are two people`,
  })
}
