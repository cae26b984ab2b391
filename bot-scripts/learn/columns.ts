/** What the columns of a 12345 export (or the keys of its JSON lines) are usually called, most telling first. */
const USUAL = {
  label: [
    'label',
    '一级标签',
    '一级分类',
    '一级类别',
    '一级类型',
    '问题类型',
    '问题类别',
    '问题分类',
    '诉求类型',
    '诉求类别',
    '诉求分类',
    '事件类型',
    '事件类别',
    '工单类别',
    '工单分类',
    '类别',
    '分类',
    '类型',
    '标签',
    'category',
  ],
  text: [
    'text',
    '诉求内容',
    '问题描述',
    '工单内容',
    '反映内容',
    '留言详情',
    '留言内容',
    '来电内容',
    '诉求描述',
    '事件描述',
    '主要内容',
    '内容',
    '正文',
    '描述',
    '详情',
    'content',
  ],
  title: ['title', '标题', '诉求标题', '工单标题', '事件标题', '留言主题', '主题'],
  tokens: ['tokens', '分词'],
} as const

export interface Named {
  label?: string | undefined
  text?: string | undefined
}

/** Columns by what they hold; null where there is none. */
export interface Columns {
  label: string | null
  text: string | null
  title: string | null
  tokens: string | null
}

/** Finds the columns; what `named` says goes first and is taken alone. */
export function findColumns(names: readonly string[], named: Named): Columns {
  const label = named.label === undefined ? find(names, USUAL.label) : own(names, named.label)
  if (named.text !== undefined) return { label, text: own(names, named.text), title: null, tokens: null }
  return {
    label,
    text: find(names, USUAL.text),
    title: find(names, USUAL.title),
    tokens: find(names, USUAL.tokens),
  }
}

function own(names: readonly string[], wanted: string): string | null {
  return names.find((name) => name === wanted) ?? names.find((name) => plain(name) === plain(wanted)) ?? null
}

/** Exactly the usual name, else the usual name with something around it (诉求内容(必填)). */
function find(names: readonly string[], usual: readonly string[]): string | null {
  for (const word of usual) {
    const exact = names.find((name) => plain(name) === word)
    if (exact !== undefined) return exact
  }
  for (const word of usual) {
    const near = names.find(
      (name) => word.length > 1 && /^\p{Script=Han}+$/u.test(word) && plain(name).startsWith(word),
    )
    if (near !== undefined) return near
  }
  return null
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s*:]/g, '')
    .toLowerCase()
}
