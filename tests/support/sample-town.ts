import { Policy } from '../../src/domain/area/policy.ts'
import type { Category } from '../../src/domain/area/taxonomy.ts'
import {
  type Area,
  type Department,
  indexTown,
  NO_DUTY,
  type Post,
  type Role,
  type Town,
  type TownData,
} from '../../src/domain/area/town.ts'
import type { Actor } from '../../src/domain/ticket/decision.ts'

function area(code: string, parent: string | null, level: string, name: string): Area {
  return { code, parent, level, name, aliases: [], kind: 'village', households: null, lng: null, lat: null }
}

/** District XY › town DZ › villages DQ (grids DQ1–DQ3, units) and XQ (grid XQ1, whose chief's post is vacant). */
const areas: Area[] = [
  area('XY', null, 'district', '秀屿区'),
  area('DZ', 'XY', 'town', '东庄镇'),
  area('DQ', 'DZ', 'village', '东沁村'),
  area('DQ1', 'DQ', 'grid', '东沁村1网格'),
  area('DQ3', 'DQ', 'grid', '东沁村3网格'),
  area('DQ3-1', 'DQ3', 'unit', '东沁村3网格1单元'),
  area('DQ3-2', 'DQ3', 'unit', '东沁村3网格2单元'),
  area('XQ', 'DZ', 'village', '西沁村'),
  area('XQ1', 'XQ', 'grid', '西沁村1网格'),
  area('XQ1-1', 'XQ1', 'unit', '西沁村1网格1单元'),
]

function department(code: string, name: string, of: string, kind: string): Department {
  return { code, name, aliases: [], area: of, kind }
}

const departments: Department[] = [
  department('power', '供电所', 'DZ', 'power'),
  department('water', '水务站', 'DZ', 'water'),
  department('urban', '城管中队', 'DZ', 'urban'),
  department('police', '派出所', 'DZ', 'police'),
  department('justice', '司法所', 'DZ', 'justice'),
  department('discipline', '纪委办', 'XY', 'discipline'),
]

const holders: [id: string, name: string, role: Role, area: string | null, department: string | null][] = [
  ['chen', '陈淑华', 'unit_chief', 'DQ3-1', null],
  ['huang', '黄美珍', 'unit_chief', 'XQ1-1', null],
  ['lin', '林志强', 'grid_chief', 'DQ3', null],
  ['zhou', '周建平', 'grid_chief', 'DQ1', null],
  ['xu', '许国栋', 'village_lead', 'DQ', null],
  ['wu', '吴春生', 'village_lead', 'XQ', null],
  ['fang', '方文斌', 'town_lead', 'DZ', null],
  ['guo', '郭海燕', 'district_lead', 'XY', null],
  ['he', '何晓琳', 'dispatcher', 'DZ', null],
  ['zhang', '张工', 'handler', 'DQ', 'power'],
  ['cai', '蔡师傅', 'handler', 'XQ', 'power'],
  ['su', '苏所长', 'department_lead', null, 'power'],
  ['weng', '翁站长', 'department_lead', null, 'water'],
  ['zheng', '郑队员', 'handler', null, 'urban'],
  ['ye', '叶警官', 'police', 'DZ', 'police'],
  ['qiu', '邱书记', 'department_lead', null, 'discipline'],
  ['kang', '康干事', 'handler', null, 'discipline'],
]

const posts: Post[] = holders.map(([personId, , role, of, dept]) => ({
  id: `post-${personId}`,
  personId,
  role,
  area: of,
  department: dept,
}))

function category(
  code: string,
  zh: string,
  urgency: Category['urgency'],
  accept: string,
  resolve: string,
  lead: string,
): Category {
  const parent = code.includes('.') ? (code.split('.')[0] ?? null) : null
  return { code, parent, zh, en: zh, urgency, acceptWithin: accept, resolveWithin: resolve, lead }
}

const taxonomy: Category[] = [
  category('safety', '安全', 'urgent', '2h', '2wd', 'power'),
  category('safety.power_line', '电线破损', 'emergency', '30m', '12h', 'power'),
  category('facility', '设施', 'normal', '1wd', '5wd', 'urban'),
  category('facility.street_light', '路灯不亮', 'normal', '4wh', '3wd', 'urban'),
  category('facility.drain', '污水外溢', 'urgent', '4wh', '2wd', 'water'),
  category('noise', '噪声', 'normal', '4wh', '3wd', 'police'),
  category('dispute.neighbour', '邻里纠纷', 'normal', '1wd', '15wd', 'justice'),
  category('governance.conduct', '作风问题', 'normal', '1wd', '20wd', 'discipline'),
  /** Nobody answers for it in this town. */
  category('service.other', '其他诉求', 'low', '1wd', '5wd', 'village'),
]

/** Plain data of a small town: one power company with two handlers, a vacant grid chief (XQ1), no justice staff. */
export const SAMPLE_TOWN: TownData = {
  version: 1,
  name: '东庄镇',
  letters: 'DZ',
  demo: false,
  areas,
  shapes: [],
  departments,
  people: holders.map(([id, name]) => ({ id, name })),
  posts,
  responsibilities: [
    { category: 'safety.power_line', area: 'XY', lead: 'power', assist: ['urban'] },
    { category: 'facility', area: 'DZ', lead: 'urban', assist: [] },
  ],
  taxonomy,
  lexicon: [],
  policy: Policy.parse({}),
  duty: NO_DUTY,
}

/** The sample town, with parts of it replaced. */
export function sampleTown(change: Partial<TownData> = {}): Town {
  return indexTown({ ...SAMPLE_TOWN, ...change })
}

/** An account of a person of the sample town, with the posts held there; `identity-<id>` is its identity. */
export function actorOf(town: Town, personId: string): Actor {
  const name = town.personById.get(personId)?.name ?? personId
  const held = town.postsByPerson.get(personId) ?? []
  return { kind: 'account', identityId: `identity-${personId}`, personId, name, posts: held }
}

/** Someone who holds no post and is no person of the town. */
export function residentOf(id: string): Actor {
  return { kind: 'account', identityId: `identity-${id}`, personId: null, name: id, posts: [] }
}

export const SYSTEM: Actor = { kind: 'system' }
