import type { Judge } from './judge.ts'
import type { Tally } from './tally.ts'

const share = (value: number) => value.toFixed(3)

/** The figures by name, as `--json` writes them. */
export function figuresOf(half: string, judge: Judge): { name: string; value: number; unit: string; note: string }[] {
  const emergency = judge.emergency.of('yes')
  const rows: [string, number, number][] = [
    ['opens.f1', judge.opens.of('yes').f1, judge.opens.count],
    ['act.accuracy', judge.act.accuracy, judge.act.count],
    ['emergency.recall', emergency.recall, emergency.count],
    ['emergency.precision', emergency.precision, emergency.count],
    ['leaf.accuracy', judge.leaf.accuracy, judge.leaf.count],
    ['head.accuracy', judge.head.accuracy, judge.head.count],
    ['urgency.macroF1', judge.urgency.macroF1, judge.urgency.count],
    ['area.accuracy', judge.area.accuracy, judge.area.count],
    ['place.exact', judge.place.accuracy, judge.place.count],
    ['matters.right', judge.incidents.accuracy, judge.incidents.count],
    ['threads.pairF1', judge.grouping.of('yes').f1, judge.grouping.count],
    ['threads.state', judge.state.accuracy, judge.state.count],
    ['threads.leaf', judge.threadLeaf.accuracy, judge.threadLeaf.count],
    ['threads.area', judge.threadArea.accuracy, judge.threadArea.count],
  ]
  return rows.map(([name, value, count]) => ({
    name: `eval.${half}.${name}`,
    value: Math.round(value * 10_000) / 10_000,
    unit: 'share',
    note: `of ${count}`,
  }))
}

/** Prints one half: figures, each label's precision, recall and F1, the confusions, the worst mistakes. */
export function printJudge(half: string, judge: Judge, mistakes: number): void {
  console.log(`\n${half === 'test' ? '测试半 test half' : '调试半 tuning half'}`)
  for (const { name, value, note } of figuresOf(half, judge))
    console.log(`  ${name.padEnd(32)} ${share(value)}  ${note}`)
  printLabels('act', judge.act)
  printTable(judge.act)
  printLabels('urgency', judge.urgency)
  printTable(judge.urgency)
  printLabels('head', judge.head)
  printLabels('leaf', judge.leaf)
  printConfusions('leaf', judge.leaf, 12)
  if (mistakes > 0) for (const line of judge.mistakes.slice(0, mistakes)) console.log(`  ${line}`)
}

function printLabels(what: string, tally: Tally): void {
  console.log(`  ${what.padEnd(28)}      n  precision recall f1`)
  for (const label of tally.labels) {
    const { precision, recall, f1, count } = tally.of(label)
    console.log(`    ${label.padEnd(28)} ${String(count).padStart(4)}  ${share(precision)}     ${share(recall)}  ${share(f1)}`)
  }
}

/** Rows are what was meant, columns what was read. */
function printTable(tally: Tally): void {
  const labels = [...tally.labels].sort()
  const width = Math.max(...labels.map((label) => label.length))
  console.log(`    ${''.padEnd(width)} ${labels.map((label) => label.slice(0, 7).padStart(8)).join('')}  (meant ↓ read →)`)
  for (const meant of labels)
    console.log(`    ${meant.padEnd(width)} ${labels.map((read) => String(tally.cell(meant, read)).padStart(8)).join('')}`)
}

function printConfusions(what: string, tally: Tally, most: number): void {
  for (const { meant, read, count } of tally.confusions.slice(0, most)) console.log(`    ${what}: ${meant} → ${read} ${count}`)
}
