import { describe, expect, it } from 'vitest'
import { plainCommand } from '../../../src/app/commands/plain.ts'
import { plainQuestion } from '../../../src/app/commands/plain-question.ts'
import { readReportArgs } from '../../../src/app/commands/report-args.ts'

const ASKED: [string, string, string][] = [
  ['这周还有几个超期', 'overdue', ''],
  ['还有几件超期？', 'overdue', ''],
  ['现在还有多少超期的单子', 'overdue', ''],
  ['我们村还有几个超期没办的', 'overdue', ''],
  ['超期的还有几件', 'overdue', ''],
  ['本网格有没有超期的', 'overdue', ''],
  ['我们网格还有多少没办', 'status', ''],
  ['请问我们社区还有几件没办完', 'status', ''],
  ['没办结的还有多少', 'status', ''],
  ['咱们镇现在有多少件在办', 'status', ''],
  ['今天办结几件', 'count', 'resolved day'],
  ['今天一共办结了多少件？', 'count', 'resolved day'],
  ['我们网格这周办完几件', 'count', 'resolved week'],
  ['上个月办结了几件', 'count', 'resolved last month'],
  ['昨天处理完几单', 'count', 'resolved last day'],
  ['今天新报了几件', 'count', 'opened day'],
  ['这个月上报了多少件', 'count', 'opened month'],
  ['31号到哪一步了', 'ticket', '31'],
  ['31号办到哪了？', 'ticket', '31'],
  ['麻烦查一下31号的进度', 'ticket', '31'],
  ['31号单办得怎么样了', 'ticket', '31'],
  ['31号处理好了没有', 'ticket', '31'],
  ['DZ-2607-0031进展如何', 'ticket', 'DZ-2607-0031'],
  ['日报', 'report', 'day'],
  ['周报', 'report', 'week'],
  ['发一下本周的周报', 'report', 'week'],
  ['麻烦发一下我们网格这周的周报', 'report', 'week'],
  ['看看这个月的月报', 'report', 'month'],
  ['发一下上周的周报', 'report', 'last week'],
  ['来一份昨天的日报', 'report', 'last day'],
  ['月报发一下', 'report', 'month'],
]

/** Said in such groups every day, and none of our business. */
const TALK = [
  // Reports that are written elsewhere.
  '周报交了吗',
  '周报谁写',
  '明天交周报',
  '请大家把周报交上来',
  '发周报了',
  '周报已发群文件',
  '周报写好了',
  '本周的日报',
  '月报表格在哪下载',
  '福建日报登了我们村',
  '人民日报上说的',
  '晚报来了',
  '日报上说今天有台风',
  '看日报说油价涨了',
  '月报数据对不上',
  // Numbers of other things.
  '今天来了几个人',
  '今天来几个',
  '今天收到几件快递',
  '今天到了几件货',
  '还有几个没来',
  '还有几个没到',
  '还有多少没交钱',
  '还有几天过年',
  '几个人去开会',
  '还有几个没打疫苗',
  '有几户没签字',
  '有多少人报名',
  '今天报名几个',
  '今天报了几个名',
  '昨天办了几桌酒',
  '今天办了几件年货',
  '今天办身份证的几个人',
  '这周开了几次会',
  '上周处理了几个违停',
  '这周还有几场雨',
  '驾照超期了怎么办',
  '身份证超期了',
  '我的证超期几天了',
  '超期服役的车不能上路',
  '牛奶过期了',
  '超期停车要罚款',
  // Days, houses, people.
  '31号到货',
  '31号到了吗',
  '31号几点开会',
  '31号怎么样',
  '31号怎么样了',
  '31号去不去',
  '31号放假吗',
  '31号楼停水了',
  '31号楼到哪一步了',
  '31号楼处理好了没有',
  '31号院进展怎么样',
  '3号线修到哪了',
  '31号前办结',
  '31号前要办完',
  '2号车到哪了',
  '快递到哪了',
  '老王办到哪了',
  '医保办得怎么样了',
  '项目进展怎么样',
  '路修得怎么样了',
  '到哪一步了',
  // Reports and words on work.
  '路灯还没修好,还有几个不亮',
  '井盖坏了几个没人管',
  '今天报的井盖修了没有',
  '我们网格还有多少没办法通车的路',
  '办结',
  '31号办结',
  '31号办好了',
  '办结几件就发通知',
  '今天办结的发一下照片',
  '催一下31号',
  '垃圾还有多少没运走',
  '水管漏了几天没处理',
  '报了几次都没处理',
  '没处理的垃圾还有多少车',
  '还有多少没办的手续要跑',
]

describe('questions about how things stand', () => {
  it.each(ASKED)('%s', (text, name, args) => {
    expect(plainQuestion(text)).toEqual({ name, args })
    expect(plainCommand(text)).toEqual({ name, args })
  })

  it('there are enough near misses', () => {
    expect(new Set(TALK).size).toBeGreaterThanOrEqual(60)
  })

  it.each(TALK)('%s is none', (text) => {
    expect(plainCommand(text)).toBeNull()
  })

  it('a long message never is, and takes no time', () => {
    const from = performance.now()
    expect(plainQuestion('这周还有几个超期'.repeat(2000))).toBeNull()
    expect(plainQuestion('还有有有有有有有有有有有有有有有有有有有有有')).toBeNull()
    expect(performance.now() - from).toBeLessThan(50)
  })
})

describe('what /report is asked for', () => {
  it.each([
    ['', 'day', false, ''],
    ['day', 'day', false, ''],
    ['Week', 'week', false, ''],
    ['month 东沁村', 'month', false, '东沁村'],
    ['DQ3 周报', 'week', false, 'DQ3'],
    ['last week', 'week', true, ''],
    ['上周', 'week', true, ''],
    ['上个月 东沁村 3网格', 'month', true, '东沁村 3网格'],
    ['昨天', 'day', true, ''],
    ['火星', 'day', false, '火星'],
  ] as const)('%s', (args, span, last, place) => {
    expect(readReportArgs(args)).toEqual({ asked: { span, last }, place })
  })
})
