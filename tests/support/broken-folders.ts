import { edited, type FolderFiles, SMALL_TOWN, without } from './town-folders.ts'

export interface Breakage {
  what: string
  files: FolderFiles
  /** `file:line` of every problem in order; a problem of a whole file has no line. */
  at: string[]
  /** Part of the first problem's message. */
  says: string
  /** Part of its remedy. */
  remedy?: string
}

const areas = (from: string, to: string) => edited('areas.csv', from, to)
const people = (from: string, to: string) => edited('people.csv', from, to)
const departments = (from: string, to: string) => edited('departments.csv', from, to)
const groups = (from: string, to: string) => edited('groups.csv', from, to)
const duties = (from: string, to: string) => edited('responsibilities.csv', from, to)
const policy = (from: string, to: string) => edited('policy.yaml', from, to)

const calendar = (lines: string) => policy('close:', `calendar:\n  ${lines}\nclose:`)
const deadlines = (value: string) =>
  policy('deadlines:\n  facility.tree: { accept: 1h }', `deadlines: ${value}`)
/** One rule: its condition in line 6, its time in line 7. */
const rule = (when: string, time = 'update: 1wd') => `\n  - when:\n      ${when}\n    ${time}`

const lexicon = (rows: string): FolderFiles => ({
  ...SMALL_TOWN,
  'lexicon.csv': `category,words,kind\n${rows}\n`,
})

const SQUARE = '[[[119,25],[120,25],[120,26],[119,26],[119,25]]]'
/** A borders file of one good area in line 2 and, in line 3, one of the given geometry. */
const borders = (geometry: string, code = '"V1"'): FolderFiles =>
  drawn(`{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"T"},"geometry":{"type":"Polygon","coordinates":${SQUARE}}},
{"type":"Feature","properties":{"code":${code}},"geometry":${geometry}}
]}`)
const drawn = (text: string): FolderFiles => ({ ...SMALL_TOWN, 'areas.geojson': text })
const ring = (points: string) => borders(`{"type":"Polygon","coordinates":[[${points}]]}`)
const good = `{"type":"Polygon","coordinates":${SQUARE}}`

/** Everything a clerk may get wrong, and where the check must point. */
// biome-ignore format: a table reads best with one row a line
export const BREAKAGES: Breakage[] = [
  { what: 'unknown parent', files: areas('G1,V1,grid', 'G1,V9,grid'), at: ['areas.csv:4'], says: 'parent」：V9' },
  { what: 'ring', files: areas('V1,T,village', 'V1,U1,village'), at: ['areas.csv:3'], says: 'V1 → U1 → G1 → V1' },
  { what: 'own parent', files: areas('V2,T,', 'V2,V2,'), at: ['areas.csv:7'], says: 'V2 → V2' },
  { what: 'duplicate code', files: areas('U2,G1', 'U1,G1'), at: ['areas.csv:6'], says: '第 5 行已经用过' },
  { what: 'unknown level', files: areas('G1,V1,grid', 'G1,V1,gird'), at: ['areas.csv:4'], says: 'level」：gird' },
  { what: 'unknown kind', files: areas('上河|老槐树,village', '上河|老槐树,farm'), at: ['areas.csv:3'], says: 'kind」：farm' },
  { what: 'empty name', files: areas('上河村,上河', ',上河'), at: ['areas.csv:3'], says: '「name」没有填' },
  { what: 'empty code', files: areas('V2,T', ',T'), at: ['areas.csv:7', 'groups.csv:4'], says: '「code」没有填' },
  { what: 'bad households', files: areas(',120,', ',一百,'), at: ['areas.csv:3'], says: '不是整数:一百' },
  { what: 'latitude out of range', files: areas('119.06,25.25', '119.06,125.25'), at: ['areas.csv:3'], says: '「lat」超出范围' },
  { what: 'swapped coordinates', files: areas('119.06,25.25', '25.25,119.06'), at: ['areas.csv:3'], says: '写反了' },
  { what: 'half a point', files: areas('119.06,25.25', '119.06,'), at: ['areas.csv:3'], says: '只填了一个' },
  { what: 'no top', files: areas('T,,town', 'T,V2,town'), at: ['areas.csv', 'areas.csv:2'], says: '没有最上级' },
  { what: 'two tops', files: areas('V2,T,', 'V2,,'), at: ['areas.csv:7'], says: '最上级区域只能有一个' },
  { what: 'comma inside aliases', files: areas('上河|老槐树', '上河,老槐树'), at: ['areas.csv:3'], says: '比列名多' },
  { what: 'open quote', files: areas('U2,G1,unit,1网格2单元', 'U2,G1,unit,"1网格2单元'), at: ['areas.csv:6'], says: '双引号只有开头' },
  { what: 'missing column', files: areas('parent,level', 'parent,levle'), at: ['areas.csv:1'], says: '缺少列「level」' },
  { what: 'column twice', files: areas('aliases,kind', 'kind,kind'), at: ['areas.csv:1'], says: '出现了两次' },
  { what: 'empty file', files: { ...SMALL_TOWN, 'areas.csv': '' }, at: ['areas.csv'], says: '表是空的' },
  { what: 'header only', files: { ...SMALL_TOWN, 'areas.csv': 'code,parent,level,name\n', 'departments.csv': 'code,name,kind\n', 'people.csv': 'name,role\n', 'groups.csv': 'channel,chat\n', 'responsibilities.csv': 'category,lead\n' }, at: ['areas.csv'], says: '一个区域也没有' },
  { what: 'missing file', files: without('areas.csv'), at: ['areas.csv'], says: '缺少这张表' },
  { what: 'missing people', files: without('people.csv'), at: ['people.csv'], says: '缺少这张表' },
  { what: 'bytes of no encoding', files: { ...SMALL_TOWN, 'departments.csv': Buffer.concat([Buffer.from('code,name,kind\nP,'), Buffer.from([0xff, 0x00, 0x81, 0xff]), Buffer.from(',power\n')]) }, at: ['departments.csv:2'], says: '编码不明' },
  { what: 'damaged UTF-8', files: { ...SMALL_TOWN, 'departments.csv': damaged(SMALL_TOWN['departments.csv']) }, at: ['departments.csv:3'], says: '编码不明' },
  { what: 'department twice', files: departments('water,水务站', 'power,水务站'), at: ['departments.csv:3', 'people.csv:8', 'responsibilities.csv:3', 'responsibilities.csv:4'], says: '第 2 行已经用过' },
  { what: 'department in an unknown area', files: departments(',T,water', ',X,water'), at: ['departments.csv:3'], says: 'area」：X' },
  { what: 'department without kind', files: departments('T,water', 'T,'), at: ['departments.csv:3'], says: '「kind」没有填' },
  { what: 'unknown role', files: people('handler', 'handlr'), at: ['people.csv:6'], says: 'role」：handlr' },
  { what: 'person without name', files: people('林强', ''), at: ['people.csv:5'], says: '「name」没有填' },
  { what: 'phone too short', files: people('13800000003', '1380000003'), at: ['people.csv:5'], says: '138****0003' },
  { what: 'phone made a number', files: people('13800000003', '1.38E+10'), at: ['people.csv:5'], says: '科学记数' },
  { what: 'phone of two people', files: people('13800000003', '13800000001'), at: ['people.csv:5'], says: '在第 2 行是「周明」的' },
  { what: 'handler without department', files: people('handler,,power', 'handler,V1,'), at: ['people.csv:6'], says: '没有写部门' },
  { what: 'chief without area', files: people('grid_chief,G1', 'grid_chief,'), at: ['people.csv:5'], says: '没有写区域' },
  { what: 'unknown area of a person', files: people('grid_chief,G1', 'grid_chief,G9'), at: ['people.csv:5'], says: 'area」：G9' },
  { what: 'unknown department of a person', files: people('handler,,power', 'handler,,pwoer'), at: ['people.csv:6'], says: 'department」：pwoer' },
  { what: 'account of two people', files: people('power,1002', 'power,1001'), at: ['people.csv:6'], says: 'telegram 账号已经是第 3 行' },
  { what: 'party unclear', files: people('T,,,yes', 'T,,,maybe'), at: ['people.csv:2'], says: '「party」看不懂' },
  { what: 'unknown channel', files: groups('web,power', 'wechat,power'), at: ['groups.csv:3'], says: 'channel」：wechat' },
  { what: 'group of nothing', files: groups('上河村网格群,V1', '上河村网格群,'), at: ['groups.csv:2'], says: '没有写这个群管哪一片' },
  { what: 'group twice', files: groups('web,power', 'web,shanghe'), at: ['groups.csv:3'], says: '第 2 行已经写过' },
  { what: 'unknown category', files: duties('facility.drain', 'facility.drian'), at: ['responsibilities.csv:4'], says: 'facility.drian' },
  { what: 'unknown lead', files: duties('V1,water', 'V1,watr'), at: ['responsibilities.csv:4'], says: 'lead」：watr' },
  { what: 'unknown assist', files: duties('power,water', 'power,water|fire'), at: ['responsibilities.csv:3'], says: 'assist」：fire' },
  { what: 'duty twice', files: duties('facility.drain,V1', 'safety.power_line,T'), at: ['responsibilities.csv:4'], says: '第 3 行已经写过' },
  { what: 'policy syntax', files: policy('close:', 'close: ['), at: ['policy.yaml:4'], says: 'YAML' },
  { what: 'policy unknown setting', files: policy('afterHours', 'afterHour'), at: ['policy.yaml:3'], says: '不认识的设置「afterHour」' },
  { what: 'policy wrong type', files: policy('48', 'soon'), at: ['policy.yaml:3'], says: '「close.afterHours」类型不对' },
  { what: 'policy letters', files: policy('QS', 'qs'), at: ['policy.yaml:1'], says: '「letters」写法不对' },
  { what: 'policy unknown category', files: policy('facility.tree', 'facility.tre'), at: ['policy.yaml:5'], says: '没有「facility.tre」这个类别' },
  { what: 'policy duration', files: policy('1h', '1 hour'), at: ['policy.yaml:5'], says: '时限看不懂' },
  { what: 'policy misspelt deadline', files: policy('accept', 'acept'), at: ['policy.yaml:5'], says: '不认识的设置「acept」', remedy: '「accept」' },
  { what: 'policy deadlines of no kind', files: deadlines('soon'), at: ['policy.yaml:4'], says: '「deadlines」' },
  { what: 'policy rule of unknown category', files: deadlines(rule('category: facility.tre')), at: ['policy.yaml:6'], says: '没有「facility.tre」这个类别', remedy: 'facility.tree' },
  { what: 'policy rule of unknown area', files: deadlines(rule('area: V9')), at: ['policy.yaml:6'], says: '没有「V9」这个区域' },
  { what: 'policy rule of unknown department', files: deadlines(rule('department: powr')), at: ['policy.yaml:6'], says: '没有「powr」这个部门', remedy: 'power' },
  { what: 'policy rule of unknown urgency', files: deadlines(rule('urgency: high')), at: ['policy.yaml:6'], says: '「deadlines.0.when.urgency」', remedy: 'emergency' },
  { what: 'policy rule misspelt', files: deadlines(rule('categry: facility')), at: ['policy.yaml:6'], says: '不认识的设置「categry」', remedy: '「category」' },
  { what: 'policy rule with a time misspelt', files: deadlines(rule('area: V1', 'updat: 1wd')), at: ['policy.yaml:7'], says: '不认识的设置「updat」', remedy: '「update」' },
  { what: 'policy rule duration', files: deadlines(rule('area: V1', 'update: 每天')), at: ['policy.yaml:7'], says: '时限看不懂' },
  { what: 'policy stage duration', files: deadlines(rule('area: V1', 'stages: [{ name: 停止, within: 4 }]')), at: ['policy.yaml:7'], says: '「deadlines.0.stages.0.within」类型不对' },
  { what: 'policy stage that cannot be read', files: deadlines(rule('area: V1', 'stages: [{ name: 停止, within: 4x }]')), at: ['policy.yaml:7'], says: '时限看不懂' },
  { what: 'policy stage without a name', files: deadlines(rule('area: V1', 'stages: [{ within: 4wh }]')), at: ['policy.yaml:7'], says: '「deadlines.0.stages.0.name」' },
  { what: 'calendar hours', files: calendar('hours: { mon: ["8:30-12:00"] }'), at: ['policy.yaml:3'], says: '「calendar.hours.mon」', remedy: '08:30-12:00' },
  { what: 'calendar hours that overlap', files: calendar('hours: { mon: ["08:30-12:00", "11:00-13:00"] }'), at: ['policy.yaml:3'], says: '「calendar.hours.mon」' },
  { what: 'calendar weekday', files: calendar('hours: { thr: [] }'), at: ['policy.yaml:3'], says: '不认识的设置「thr」', remedy: '「thu」' },
  { what: 'calendar without hours', files: calendar('hours: { mon: [], tue: [], wed: [], thu: [], fri: [] }'), at: ['policy.yaml:3'], says: '「calendar.hours」' },
  { what: 'calendar date', files: calendar('offDays: [2027-02-30]'), at: ['policy.yaml:3'], says: '「calendar.offDays.0」', remedy: '2027-02-05' },
  { what: 'calendar day off and worked', files: calendar('offDays: [2027-02-08]\n  workDays: [2027-02-08]'), at: ['policy.yaml:3'], says: '「calendar.offDays」' },
  { what: 'calendar holidays', files: calendar('holidays: cn'), at: ['policy.yaml:3'], says: '「calendar.holidays」', remedy: 'china' },
  { what: 'calendar misspelt', files: calendar('offdays: []'), at: ['policy.yaml:3'], says: '不认识的设置「offdays」', remedy: '「offDays」' },
  { what: 'taxonomy duration', files: { ...SMALL_TOWN, 'taxonomy.csv': 'code,parent,zh,en,urgency,accept_within,resolve_within,lead\nsafety,,安全,Safety,urgent,2h,3,power\nsafety.power_line,safety,电线,Wire,fast,2h,3wd,power\nfacility,,设施,Facility,normal,2h,3wd,power\nfacility.drain,facilty,下水道,Drain,normal,2h,3wd,water\nfacility.tree,facility,树,Tree,normal,2h,3wd,water\n' }, at: ['taxonomy.csv:2', 'taxonomy.csv:3', 'taxonomy.csv:5'], says: '「resolve_within」看不懂：3' },
  { what: 'lexicon of no category', files: lexicon('facility.manhol,马葫芦,strong'), at: ['lexicon.csv:2'], says: 'facility.manhol' },
  { what: 'lexicon of a head', files: lexicon('facility,马葫芦,strong'), at: ['lexicon.csv:2'], says: '「facility」是大类' },
  { what: 'lexicon kind', files: lexicon('facility.manhole,马葫芦,very'), at: ['lexicon.csv:2'], says: 'kind」：very' },
  { what: 'lexicon without words', files: lexicon('facility.manhole, | ,strong'), at: ['lexicon.csv:2'], says: '「words」没有填' },
  { what: 'lexicon word too short', files: lexicon('facility.manhole,马葫芦|盖,strong'), at: ['lexicon.csv:2'], says: '词「盖」太短' },
  { what: 'lexicon sentence', files: lexicon('facility.manhole,马葫芦的盖子不知道被什么人半夜里偷走了,strong'), at: ['lexicon.csv:2'], says: '太长' },
  { what: 'lexicon words split by a comma', files: lexicon('facility.manhole,马葫芦，大井,strong,x'), at: ['lexicon.csv:2'], says: '比列名多' },
  { what: 'lexicon word of one category twice', files: lexicon('facility.manhole,马葫芦,strong\nfacility.manhole,馬葫蘆,weak'), at: ['lexicon.csv:3'], says: '第 2 行已经写过' },
  { what: 'lexicon word of two categories', files: lexicon('facility.manhole,马葫芦,strong\nfacility.drain,马葫芦,strong'), at: ['lexicon.csv:3'], says: '第 2 行已经写过（facility.manhole）' },
  { what: 'lexicon column missing', files: { ...SMALL_TOWN, 'lexicon.csv': 'category,kind\nfacility.manhole,strong\n' }, at: ['lexicon.csv:1'], says: '缺少列「words」' },
  { what: 'lexicon of no encoding', files: { ...SMALL_TOWN, 'lexicon.csv': Buffer.from([0x63, 0xff, 0x00, 0x81, 0xff]) }, at: ['lexicon.csv:1'], says: '编码不明' },
  { what: 'learning too eager', files: policy('close:', 'learning: { after: 1 }\nclose:'), at: ['policy.yaml:2'], says: '「learning.after」太小' },
  { what: 'learning misspelt', files: policy('close:', 'learning: { afer: 20 }\nclose:'), at: ['policy.yaml:2'], says: '不认识的设置「afer」' },
  { what: 'borders that are no JSON', files: drawn('{"type":"FeatureCollection",\n"features":[\n{"type":"Feature",}]}'), at: ['areas.geojson:3'], says: '不是 JSON' },
  { what: 'borders cut off', files: drawn('{"type":"FeatureCollection",\n"features":['), at: ['areas.geojson:2'], says: '不是 JSON' },
  { what: 'borders of one feature', files: drawn(`{"type":"Feature","properties":{"code":"V1"},"geometry":${good}}`), at: ['areas.geojson'], says: '不是 FeatureCollection' },
  { what: 'borders without features', files: drawn('{"type":"FeatureCollection","features":{}}'), at: ['areas.geojson'], says: '不是 FeatureCollection' },
  { what: 'borders in a list', files: drawn('[]'), at: ['areas.geojson'], says: '不是 FeatureCollection' },
  { what: 'border of no area', files: borders(good, '"V11"'), at: ['areas.geojson:3'], says: '第 2 个图形（V11）areas.csv 里没有这个片区：V11' },
  { what: 'border without a code', files: borders(good, 'null'), at: ['areas.geojson:3'], says: '第 2 个图形没有写是哪个片区' },
  { what: 'border that is no feature', files: drawn('{"type":"FeatureCollection","features":[7]}'), at: ['areas.geojson:1', 'areas.geojson:1'], says: '没有写是哪个片区' },
  { what: 'border that is a line', files: borders('{"type":"LineString","coordinates":[[119,25],[120,25]]}'), at: ['areas.geojson:3'], says: '（V1）图形类型不对：LineString' },
  { what: 'border of several kinds', files: borders('{"type":"GeometryCollection","geometries":[]}'), at: ['areas.geojson:3'], says: '图形类型不对：GeometryCollection' },
  { what: 'border without geometry', files: borders('null'), at: ['areas.geojson:3'], says: '（V1）没有图形' },
  { what: 'border without polygons', files: borders('{"type":"MultiPolygon","coordinates":[]}'), at: ['areas.geojson:3'], says: '图形是空的' },
  { what: 'border without rings', files: borders('{"type":"Polygon","coordinates":[]}'), at: ['areas.geojson:3'], says: '没有坐标' },
  { what: 'border of a ring too few', files: borders('{"type":"Polygon","coordinates":[[119,25],[120,25],[120,26],[119,25]]}'), at: ['areas.geojson:3'], says: '外圈的点不够' },
  { what: 'border of three points', files: ring('[119,25],[120,25],[119,25]'), at: ['areas.geojson:3'], says: '外圈的点不够' },
  { what: 'border not closed', files: ring('[119,25],[120,25],[120,26],[119,26]'), at: ['areas.geojson:3'], says: '（V1）：外圈没有合拢' },
  { what: 'border with an open hole', files: borders(`{"type":"MultiPolygon","coordinates":[[${SQUARE.slice(1, -1)},[[119.1,25.1],[119.2,25.1],[119.2,25.2],[119.1,25.2]]]]}`), at: ['areas.geojson:3'], says: '第 1 个洞没有合拢' },
  { what: 'border by latitude first', files: ring('[25,119],[25,120],[26,120],[25,119]'), at: ['areas.geojson:3'], says: '经度和纬度写反了：[25, 119]' },
  { what: 'border in metres', files: ring('[40512345.6,2790000],[40512445.6,2790000],[40512445.6,2790100],[40512345.6,2790000]'), at: ['areas.geojson:3'], says: '坐标超出范围' },
  { what: 'border of words', files: ring('["119","25"],[120,25],[120,26],["119","25"]'), at: ['areas.geojson:3'], says: '有一个点不是坐标：["119","25"]' },
  { what: 'border of half a point', files: ring('[119,25],[120],[120,26],[119,25]'), at: ['areas.geojson:3'], says: '有一个点不是坐标：[120]' },
  { what: 'border of too many points', files: ring(`${'[119,25],[120,25],'.repeat(10_001)}[119,25]`), at: ['areas.geojson:3'], says: '20003 个点，太多了' },
  { what: 'borders too large', files: drawn(`{"type":"FeatureCollection","features":[]}${' '.repeat(33 * 1024 * 1024)}`), at: ['areas.geojson'], says: '文件太大（34 MB）' },
  { what: 'borders of no encoding', files: { ...SMALL_TOWN, 'areas.geojson': Buffer.from([0x7b, 0xff, 0x00, 0x81, 0xff]) }, at: ['areas.geojson:1'], says: '编码不明' },
  { what: 'several workbooks', files: { 'a.xlsx': 'x', 'b.xlsx': 'y' }, at: ['a.xlsx'], says: '好几个 Excel' },
  { what: 'no workbook inside', files: { 'town.xlsx': 'not a workbook' }, at: ['town.xlsx'], says: '打不开' },
  { what: 'old workbook', files: { 'town.xls': 'x' }, at: ['town.xls'], says: '旧的 .xls' },
]

/** The text in UTF-8 with the last byte of one character of its last line gone. */
function damaged(text: string): Buffer {
  const bytes = Buffer.from(text)
  const at = bytes.lastIndexOf(Buffer.from('站')) + 2
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
}
