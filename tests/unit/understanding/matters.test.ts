import { describe, expect, it } from 'vitest'
import { createReader } from '../../../src/domain/understanding/read.ts'
import { inputOf } from '../../support/readings.ts'
import { sampleTown } from '../../support/sample-town.ts'

const reader = createReader(sampleTown())
const matters = (text: string) => reader.read(inputOf(text), { recent: [], open: [] }).incidents

describe('where something is, is no matter by itself', () => {
  it.each([
    '3网格一单元 祠堂后面水管爆了,水一直往外冒',
    '东沁村3网格1单元 路灯不亮',
    '3网格1单元,祠堂后面水管爆了',
  ])('%s', (text) => {
    expect(matters(text)).toHaveLength(1)
  })

  it('two matters stay two', () => {
    expect(matters('3网格1单元路灯不亮。另外祠堂后面垃圾堆了三天没人清')).toHaveLength(2)
  })
})
