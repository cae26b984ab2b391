import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classifyCommand } from '../../../bot-scripts/learn/classify-command.ts'
import { findColumns } from '../../../bot-scripts/learn/columns.ts'
import { learnCommand } from '../../../bot-scripts/learn/learn-command.ts'
import { readHistory } from '../../../bot-scripts/learn/read-history.ts'
import { LETTERS, UNSEEN } from './letters.ts'

const pairs = Object.entries(LETTERS).flatMap(([label, texts]) => texts.map((text) => [label, text] as const))
const jsonLines = pairs.map(([label, text]) => JSON.stringify({ label, text })).join('\n')
const table = [
  '工单编号,标题,诉求内容(必填),问题类型',
  ...pairs.map(([label, text], i) => `${i},"来信,第${i}封","${text}",${label}`),
].join('\r\n')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'learn-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function learn(content: string | Uint8Array, ...more: string[]) {
  const said: string[] = []
  await writeFile(join(folder, 'in'), content)
  const out = join(folder, 'new', 'model.json')
  const code = await learnCommand(['--in', join(folder, 'in'), '--out', out, ...more], (line) =>
    said.push(line),
  )
  const files = await readdir(join(folder, 'new')).catch(() => [])
  return { code, said: said.join('\n'), out, files }
}

async function classify(model: string, lines: readonly string[]) {
  const answers: unknown[] = []
  const said: string[] = []
  const code = await classifyCommand(['--model', model], {
    lines: async function* () {
      yield* lines
    },
    write: async (line) => {
      answers.push(JSON.parse(line))
    },
    say: (line) => said.push(line),
  })
  return { code, answers, said }
}

const asked = UNSEEN.map(([, text], i) => JSON.stringify({ id: i, text }))
const expected = UNSEEN.map(([label], id) => ({ id, label, confidence: expect.any(Number) }))

describe('learn, then classify', () => {
  it.each([
    ['JSON lines', jsonLines],
    ['JSON lines with BOM and Windows line ends', `\ufeff${jsonLines.replaceAll('\n', '\r\n')}`],
    ['a 12345 export', table],
    ['a 12345 export with BOM', `\ufeff${table}`],
    ['a 12345 export in GB18030', iconv.encode(table, 'gb18030')],
  ])('from %s', async (_, content) => {
    const { code, said, out, files } = await learn(content)
    expect(said).toContain('可用 36 行，有误 0 行')
    expect(said).toMatch(/环境保护\s+12/)
    expect(said).toContain('macro-F1')
    expect(code).toBe(0)
    expect(files).toEqual(['model.json'])
    expect(await classify(out, asked)).toEqual({ code: 0, said: [], answers: expected })
  })

  it('two files make one history, the same files the same model', async () => {
    await writeFile(
      join(folder, 'more'),
      pairs
        .map(([label, text]) => JSON.stringify({ label, tokens: text.split(/[,。?]/).join(' ') }))
        .join('\n'),
    )
    const first = await learn(jsonLines, '--in', join(folder, 'more'))
    expect(first.said).toContain('学了 72 行')
    const text = await readFile(first.out, 'utf8')
    await learn(jsonLines, '--in', join(folder, 'more'))
    expect(await readFile(first.out, 'utf8')).toBe(text)
  })

  it('columns are named where their names are unusual', async () => {
    const odd = table.replace('诉求内容(必填)', '甲').replace('问题类型', '乙').replace('标题', '丙')
    const refused = await learn(odd)
    expect(refused.code).toBe(1)
    expect(refused.said).toContain('--label')
    expect(refused.said).toContain('工单编号、丙、甲、乙')
    expect((await learn(odd, '--label', '乙', '--text', '甲')).code).toBe(0)
  })

  it('bad rows are named with their line and a remedy, the others are learned', async () => {
    const { code, said } = await learn(
      `${jsonLines}\n{"label":"","text":"没有类别"}\n\n这不是JSON\n{"label":"环境保护"}\n[1]`,
    )
    expect(code).toBe(0)
    for (const line of [37, 39, 40, 41]) expect(said).toContain(`第 ${line} 行`)
    expect(said).not.toContain('第 38 行')
    expect(said).toContain('请补上')
    expect(said).toContain('可用 36 行，有误 4 行')
  })

  it('too little to learn writes nothing and leaves what is there', async () => {
    const good = await learn(jsonLines)
    const before = await readFile(good.out, 'utf8')
    for (const little of [
      '',
      '{"label":"a","text":"b"}',
      '{',
      '\u0000\u0001',
      'label,text\n',
      pairs.map(([, text]) => JSON.stringify({ label: text, text })).join('\n'),
    ]) {
      const { code, said, files } = await learn(little)
      expect(code).toBe(1)
      expect(said).not.toBe('')
      expect(files).toEqual(['model.json'])
    }
    expect(await readFile(good.out, 'utf8')).toBe(before)
  })

  it('a place that can not be written is said', async () => {
    const said: string[] = []
    await writeFile(join(folder, 'in'), jsonLines)
    const code = await learnCommand(['--in', join(folder, 'in'), '--out', folder], (line) => said.push(line))
    expect(code).toBe(1)
    expect(said.at(-1)).toContain('请换一个能写的位置')
    expect((await readdir(join(folder, '..'))).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  it('wrong options show how to use it', async () => {
    const said: string[] = []
    expect(await learnCommand(['--in'], (line) => said.push(line))).toBe(2)
    expect(await learnCommand(['--in', 'nowhere.jsonl', '--out', 'x'], (line) => said.push(line))).toBe(1)
    expect(said.join('\n')).toContain('usage')
    expect(said.join('\n')).toContain('nowhere.jsonl')
  })
})

describe('classify', () => {
  it('answers what it can, names what it can not', async () => {
    const { out } = await learn(jsonLines)
    const { code, answers, said } = await classify(out, [
      ...asked.slice(0, 1),
      '',
      '{"text":"没有编号"}',
      'x',
      '{"id":"e","text":""}',
      '{"id":"n","text":null}',
    ])
    expect(code).toBe(1)
    expect(answers).toMatchObject([{ id: 0 }, { id: 'e' }, { id: 'n' }])
    expect(said).toHaveLength(2)
    expect(said[0]).toContain('第 3 行')
    expect(said[1]).toContain('第 4 行')
  })

  it('as a command of its own, fed through a pipe', async () => {
    const { out } = await learn(jsonLines)
    const script = join(import.meta.dirname, '../../../bot-scripts/classify.ts')
    const answers = execFileSync(process.execPath, ['--import', 'tsx', script, '--model', out], {
      input: `${asked.join('\n')}\n`,
      encoding: 'utf8',
    })
    expect(
      answers
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(expected)
  })

  it('refuses what is no model', async () => {
    const file = join(folder, 'other.json')
    for (const content of ['', '{}', '[]', '{"kind":"gridwhistle-heads","format":2}']) {
      await writeFile(file, content)
      expect(await classify(file, asked)).toMatchObject({ code: 1, answers: [] })
    }
    expect(await classify(join(folder, 'none.json'), asked)).toMatchObject({ code: 1, answers: [] })
  })
})

describe('reading a history', () => {
  it.each([
    [['工单编号', '诉求内容', '问题类型'], { label: '问题类型', text: '诉求内容', title: null }],
    [['标题', '内容', '一级分类', '二级分类', '类型'], { label: '一级分类', text: '内容', title: '标题' }],
    [['Label', 'TEXT '], { label: 'Label', text: 'TEXT ' }],
    [['* 问题描述:', '类别(一级)'], { label: '类别(一级)', text: '* 问题描述:' }],
    [['a', 'b'], { label: null, text: null, title: null, tokens: null }],
  ])('%j', (names, columns) => {
    expect(findColumns(names, {})).toMatchObject(columns)
  })

  it('a damaged line does not cost the others', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${jsonLines}\n`),
      Buffer.from([0x7b, 0x00, 0xff, 0x0a]),
      Buffer.from(jsonLines),
    ])
    const { rows, bad } = readHistory(bytes, {})
    expect(rows).toHaveLength(72)
    expect(bad.map(({ line }) => line)).toEqual([37])
  })

  it('an open quotation mark is named', () => {
    const { rows, bad, fault } = readHistory(Buffer.from('label,text\n环境保护,"污水\n交通运输,公交\n'), {})
    expect(rows).toEqual([])
    expect(bad[0]?.line).toBe(2)
    expect(fault).not.toBeNull()
  })
})
