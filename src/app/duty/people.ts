import { lineage, type Person, type Post, type Town } from '../../domain/area/town.ts'
import type { Button } from '../../domain/message.ts'
import { clockOf } from '../context.ts'
import type { Intake } from '../intake/intake.ts'
import type { ConversationRow } from '../store-port/conversations.ts'
import { localeOf, type Texts } from '../texts/index.ts'
import type { Clock } from '../texts/time.ts'
import { ButtonMaker } from '../tickets/buttons.ts'

/** True when the posts have a department in common, or areas of which one lies in the other. */
function together(town: Town, a: readonly Post[], b: readonly Post[]): boolean {
  return a.some((own) =>
    b.some((other) => {
      if (own.department !== null && own.department === other.department) return true
      if (own.area === null || other.area === null) return false
      const up = lineage(town, own.area)
      return (
        up.some((x) => x.code === other.area) || lineage(town, other.area).some((x) => x.code === own.area)
      )
    }),
  )
}

/** People of that name who work with somebody: they alone may stand in. Not oneself. */
export function colleagues(town: Town, personId: string, name: string): Person[] {
  const own = town.postsByPerson.get(personId) ?? []
  const called = town.people.filter((p) => p.name === name && p.id !== personId)
  return called.filter((p) => together(town, own, town.postsByPerson.get(p.id) ?? []))
}

/** The leads of somebody's departments; of an area's people the chiefs nearest above; never the person itself. */
export function leadsOver(town: Town, personId: string): string[] {
  const posts = town.postsByPerson.get(personId) ?? []
  const found = posts.flatMap((post) => {
    if (post.department !== null) return post.role === 'department_lead' ? [] : leadsIn(town, post.department)
    const above = lineage(town, post.area ?? '').slice(1)
    for (const area of above) {
      const chiefs = (town.postsByArea.get(area.code) ?? []).filter((p) => /_(?:chief|lead)$/.test(p.role))
      if (chiefs.length > 0) return chiefs.map((p) => p.personId)
    }
    return []
  })
  return [...new Set(found)].filter((id) => id !== personId)
}

function leadsIn(town: Town, department: string): string[] {
  const posts = town.postsByDepartment.get(department) ?? []
  return posts.filter((p) => p.role === 'department_lead').map((p) => p.personId)
}

/** Where somebody hears of duty: in private, else in the group of a department or area of theirs. */
async function chatOf({ app, view }: Intake, personId: string): Promise<ConversationRow | null> {
  const own = (await app.store.personConversations(personId))[0]
  if (own) return own
  for (const post of view.town.postsByPerson.get(personId) ?? []) {
    const groups =
      post.department !== null
        ? await app.store.departmentConversations(post.department)
        : await app.store.areaConversations(lineage(view.town, post.area ?? '').map((a) => a.code))
    if (groups[0]) return groups[0]
  }
  return null
}

export interface Wording {
  texts: Texts
  clock: Clock
  buttons: ButtonMaker
}

/** Tells somebody something of duty, in their language. False when there is no chat to tell it in. */
export async function tellPerson(
  intake: Intake,
  personId: string,
  say: (wording: Wording) => { text: string; buttons?: Button[][] },
): Promise<boolean> {
  const { app, view, draft, now } = intake
  const chat = await chatOf(intake, personId)
  if (!chat) return false
  const texts = view.texts[chat.type === 'group' ? 'zh-CN' : localeOf(chat.language)]
  const buttons = new ButtonMaker(app.secret, chat.id, null, now)
  const said = say({ texts, clock: clockOf(app, now), buttons })
  draft.addTokens(buttons.tokens)
  draft.say(
    chat,
    { lines: [said.text], tone: 'plain', photos: [], buttons: said.buttons ?? [] },
    { photosWithText: 10 },
  )
  return true
}
