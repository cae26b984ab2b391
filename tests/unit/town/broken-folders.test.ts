import { describe, expect, test } from 'vitest'
import { loadTownFolder } from '../../../src/app/town/index.ts'
import { BREAKAGES } from '../../support/broken-folders.ts'
import { type FolderFiles, SMALL_TOWN, withFolder } from '../../support/town-folders.ts'

const load = (files: FolderFiles) => withFolder(files, loadTownFolder)

describe('a broken town folder', () => {
  test.each(BREAKAGES)('$what', async ({ files, at, says, remedy }) => {
    const loaded = await load(files)
    if (loaded.ok) throw new Error('should have been refused')
    expect(loaded.problems.map((p) => (p.line === null ? p.file : `${p.file}:${p.line}`))).toEqual(at)
    expect(loaded.problems[0]?.message).toContain(says)
    expect(loaded.problems[0]?.remedy).toContain(remedy ?? '')
    for (const problem of loaded.problems) {
      expect(problem.remedy).not.toBe('')
      expect(problem.en).not.toBe('')
    }
  })

  test('all that is wrong is said at once', async () => {
    const files = { ...SMALL_TOWN }
    files['areas.csv'] = files['areas.csv'].replace('G1,V1,grid', 'G1,V9,gird')
    files['people.csv'] = files['people.csv']
      .replace('handler', 'hander')
      .replace('town_lead,T', 'town_lead,X')
    files['policy.yaml'] = files['policy.yaml'].replace('QS', 'qs')
    const loaded = await load(files)
    if (loaded.ok) throw new Error('should have been refused')
    expect(loaded.problems.map((p) => `${p.file}:${p.line}:${p.column}`)).toEqual([
      'areas.csv:4:level',
      'areas.csv:4:parent',
      'people.csv:2:area',
      'people.csv:6:role',
      'policy.yaml:1:letters',
    ])
  })

  test('a table that cannot be read does not make others guilty', async () => {
    const loaded = await load({ ...SMALL_TOWN, 'areas.csv': Buffer.from([0, 1, 2, 3]) })
    if (loaded.ok) throw new Error('should have been refused')
    expect(loaded.problems.map((p) => p.file)).toEqual(['areas.csv'])
  })

  test('no phone number is shown in full', async () => {
    const numbers = ['13800000009x', '138000000091', '+1 380 000 0009 1', '8613800000009999']
    for (const number of numbers) {
      const files = { ...SMALL_TOWN }
      files['people.csv'] = files['people.csv']
        .replace('13800000003', number)
        .replace('grid_chief,G1', `${number},${number}`)
      const loaded = await load(files)
      const text = JSON.stringify(loaded)
      expect(loaded.ok).toBe(false)
      expect(text).not.toContain(number)
      expect(text).not.toMatch(/\d{8,}/)
    }
  })

  test('a folder that is not there', async () => {
    const loaded = await loadTownFolder('/nowhere/at/all')
    expect(loaded).toMatchObject({ ok: false, problems: [{ message: '找不到这个文件夹', line: null }] })
  })
})
