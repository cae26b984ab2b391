import type { WireDemo, WireLabel } from '../../http/web-chat/wire.ts'

export type PaneKind = 'work' | 'department' | 'dm'

/** Who one speaks for in a pane. A resident is only a name. */
export type Speaker =
  | { personId: string; name: string; labels: WireLabel[] }
  | { resident: string; name: string }

export interface PaneCast {
  kind: PaneKind
  /** null: the speaker's own chat with the bot. */
  room: string | null
  title: string
  people: Speaker[]
  first: Speaker
}

/** The people of the story; another demo town has others, and then the first with the fitting role speaks. */
const STORY = { work: '陈淑华', department: '张建国' } as const
const RESIDENTS = ['黄秋菊', '林国栋', '王丽萍']

/** The three panes of the demo; a pane for which the town has no room is left out. */
export function castOf(demo: WireDemo, dmTitle: string): PaneCast[] {
  const residents: Speaker[] = RESIDENTS.map((name) => ({ resident: name, name }))
  const [resident] = residents
  const panes: (PaneCast | null)[] = [
    groupPane('work', pickRoom(demo, 'area', STORY.work), STORY.work, 'unit_chief'),
    groupPane('department', pickRoom(demo, 'department', STORY.department), STORY.department, 'handler'),
    resident ? { kind: 'dm', room: null, title: dmTitle, people: residents, first: resident } : null,
  ]
  return panes.filter((pane) => pane !== null)
}

type DemoRoom = WireDemo['rooms'][number]

function pickRoom(demo: WireDemo, kind: DemoRoom['kind'], name: string): DemoRoom | undefined {
  const rooms = demo.rooms.filter((room) => room.kind === kind && room.people.length > 0)
  return rooms.find((room) => room.people.some((person) => person.name === name)) ?? rooms[0]
}

function groupPane(
  kind: PaneKind,
  room: DemoRoom | undefined,
  name: string,
  role: WireLabel['role'],
): PaneCast | null {
  if (!room) return null
  const first =
    room.people.find((person) => person.name === name) ??
    room.people.find((person) => person.labels.some((label) => label.role === role)) ??
    room.people[0]
  return first ? { kind, room: room.room, title: room.title, people: room.people, first } : null
}

export function speakerKey(speaker: Speaker): string {
  return 'personId' in speaker ? speaker.personId : `resident:${speaker.resident}`
}
