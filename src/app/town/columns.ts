export interface Column {
  name: string
  /** Header words a Chinese table may use instead. */
  zh: readonly string[]
  /** The column itself must be there; whether a cell may be empty is the reader's matter. */
  needed?: true
}

const column = (name: string, ...zh: string[]): Column => ({ name, zh })
const needed = (name: string, ...zh: string[]): Column => ({ name, zh, needed: true })

/** The tables of a town folder and their columns, in the order an export writes them. */
export const COLUMNS = {
  areas: [
    needed('code', '编码', '代码', '编号'),
    needed('parent', '上级', '上级编码', '上级代码'),
    needed('level', '层级', '级别'),
    needed('name', '名称', '网格名称'),
    column('aliases', '别名', '俗称'),
    column('kind', '类型', '类别'),
    column('households', '户数'),
    column('lng', '经度'),
    column('lat', '纬度'),
  ],
  departments: [
    needed('code', '编码', '代码', '编号'),
    needed('name', '名称', '部门', '部门名称'),
    column('aliases', '别名', '简称'),
    column('area', '区域', '服务区域', '区域编码'),
    needed('kind', '类型', '类别'),
  ],
  people: [
    needed('name', '姓名'),
    column('phone', '手机', '手机号', '电话', '联系电话'),
    needed('role', '岗位', '角色', '职务'),
    column('area', '区域', '网格', '区域编码', '网格编码'),
    column('department', '部门', '部门编码'),
    column('telegram'),
    column('dingtalk', '钉钉'),
    column('wecom', '企业微信'),
    column('feishu', '飞书'),
    column('party', '党员', '是否党员'),
  ],
  groups: [
    needed('channel', '平台', '渠道'),
    needed('chat', '群号', '群ID', '群id'),
    column('name', '群名', '名称'),
    column('area', '区域', '区域编码'),
    column('department', '部门', '部门编码'),
  ],
  responsibilities: [
    needed('category', '类别', '事项'),
    column('area', '区域', '区域编码'),
    needed('lead', '主办', '牵头部门', '主办部门'),
    column('assist', '协办', '协办部门'),
  ],
  taxonomy: [
    needed('code', '编码', '代码'),
    column('parent', '上级'),
    needed('zh', '名称', '中文'),
    column('en', '英文'),
    needed('urgency', '紧急程度'),
    needed('accept_within', '接单时限'),
    needed('resolve_within', '办结时限'),
    needed('lead', '主办', '主办类型'),
  ],
  lexicon: [
    needed('category', '类别', '事项'),
    needed('words', '词', '说法'),
    column('kind', '强弱', '力度'),
  ],
  rosters: [
    column('department', '部门', '部门编码'),
    column('area', '区域', '网格', '区域编码'),
    column('person', '姓名', '值班人', '人员'),
    column('role', '岗位', '角色'),
    column('days', '星期', '周几'),
    needed('from', '开始', '开始时间', '从'),
    needed('to', '结束', '结束时间', '到'),
  ],
  absences: [
    needed('person', '姓名', '请假人', '人员'),
    needed('from', '开始', '开始时间', '从'),
    needed('to', '结束', '结束时间', '到'),
    column('deputy', '代班人', '代理人', '由谁代'),
  ],
} satisfies Record<string, Column[]>

export type TableName = keyof typeof COLUMNS
export const TABLE_NAMES: readonly TableName[] = [
  'areas',
  'departments',
  'people',
  'groups',
  'responsibilities',
  'taxonomy',
  'lexicon',
  'rosters',
  'absences',
]
/** Files of a town folder that are no tables. */
export const TEXT_NAMES = ['policy.yaml', 'policy.yml', 'areas.geojson'] as const
/** Without these there is no town. */
export const NEEDED_TABLES: readonly TableName[] = ['areas', 'departments', 'people']
