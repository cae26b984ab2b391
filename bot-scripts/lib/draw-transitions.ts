import { createTexts } from '../../src/app/texts/index.ts'
import type { CommandKind } from '../../src/domain/ticket/decision.ts'
import { TRANSITIONS, type Transition, type Who } from '../../src/domain/ticket/transition-table.ts'
import { TICKET_STATES, type TicketState } from '../../src/domain/ticket/types.ts'

const { 'zh-CN': zh, en } = createTexts({ texts: {} })

/** Said of nobody's post. */
const OTHERS: Partial<Record<Who, string>> = {
  reporter: '报的人 reporter',
  joined: '一起报的人 joined',
  anyone: '见到它的人 anyone who meets it',
  mediating: '在调解的人 who mediates it',
  system: '到时自动 the service',
}

const TABLE: readonly (readonly [CommandKind, Transition])[] = Object.entries(TRANSITIONS).map(
  ([kind, transition]) => [kind as CommandKind, transition],
)

const sayState = (state: TicketState): string => zh.text(`state-${state}`)
const sayCommand = (kind: CommandKind): string => zh.text(`what-${kind}`)
const sayWho = (who: Who): string => OTHERS[who] ?? `${zh.text(`role-${who}`)} ${who}`

/** Commands by the pair of states they lead between, in the order of the table. */
function edges(): Map<string, CommandKind[]> {
  const found = new Map<string, CommandKind[]>()
  for (const [kind, { moves }] of TABLE) {
    for (const { from, to } of moves) {
      if (to === 'same') continue
      for (const start of from) {
        for (const end of to) {
          const edge = `${start ?? '[*]'} --> ${end}`
          found.set(edge, [...(found.get(edge) ?? []), kind])
        }
      }
    }
  }
  return found
}

function diagram(): string {
  const names = TICKET_STATES.map((state) => `  state "${sayState(state)} ${state}" as ${state}`)
  const lines = [...edges()].map(([edge, kinds]) => `  ${edge} : ${kinds.map(sayCommand).join('、')}`)
  return ['```mermaid', 'stateDiagram-v2', ...names, ...lines, '```'].join('\n')
}

function row([kind, { who, moves }]: readonly [CommandKind, Transition]): string {
  const ways = moves.map(({ from, to }) => {
    const starts = from.map((state) => (state === null ? '—' : sayState(state))).join('、')
    return to === 'same' ? `${starts}（不变）` : `${starts} → ${to.map(sayState).join('、')}`
  })
  return `| ${sayCommand(kind)} \`${kind}\` | ${en.text(`what-${kind}`)} | ${who.map(sayWho).join('<br>')} | ${ways.join('<br>')} |`
}

/** The life of a ticket as Markdown, drawn from the table that the service itself goes by. */
export function drawTransitions(): string {
  return [
    '# The life of a ticket 一张单的一生',
    '',
    'Drawn from `src/domain/ticket/transition-table.ts` by `npm run transitions`; a test fails when it is out of date. Commands',
    'that leave the state alone stand in the table only. A post counts where it fits the ticket: a department’s in the',
    'department that has it, an area’s where the area covers the place. A confidential matter is only for those who',
    'may see it (`maySee` in `src/domain/access.ts`), whatever stands here.',
    '',
    diagram(),
    '',
    '| 命令 | Command | 谁可以 Who may | 从 → 到 From → to |',
    '|---|---|---|---|',
    ...TABLE.map(row),
    '',
  ].join('\n')
}
