import sharp from 'sharp'
import { loadTownFolder } from '../../src/app/town/index.ts'
import { indexTown } from '../../src/domain/area/town.ts'
import { createReader } from '../../src/domain/understanding/read.ts'
import type { GroupDriver, StoredMessage, Telegram, UserDriver } from '../../tests/support/telegram/index.ts'
import type { ChaosTown, Member } from './town.ts'

/** Each is read as exactly one matter, and they go to different departments; `ensureReadable` watches that. */
const MATTERS = [
  '门口的电线破皮了，下雨天滋滋响',
  '下水道堵了，污水冒到路面上',
  '垃圾堆了好几天没人清',
  '路灯坏了，晚上一片黑',
  '小车乱停堵住路口，车都出不去',
  '消防通道被杂物堵死了',
] as const
const CHATTER = ['收到', '辛苦了', '好的', '谢谢大家', '早上好', '哈哈'] as const
/** Posts of unit chiefs per village group, so that the platform's 20 messages a minute suffice. */
const REPORTS_PER_GROUP = 9

export interface Report {
  chat: number
  messageId: number
  withPhoto: boolean
}

/** People of the town at their phones: they report, chat, correct, answer and press buttons. */
export class Workload {
  readonly reports: Report[] = []
  readonly #tg: Telegram
  readonly #town: ChaosTown
  readonly #random: () => number
  readonly #groups = new Map<string, GroupDriver>()
  readonly #chiefs: Member[]
  readonly #users = new Map<number, UserDriver>()
  readonly #said: {
    by: UserDriver
    place: GroupDriver | UserDriver
    message: StoredMessage
    text: string
  }[] = []
  readonly #pressed = new Set<string>()
  #residents = 0
  #photos = 0

  constructor(tg: Telegram, town: ChaosTown, random: () => number) {
    this.#tg = tg
    this.#town = town
    this.#random = random
    for (const group of town.groups) {
      const driver = tg.group({ title: group.title, id: group.chat }).addBot({ admin: true, silent: true })
      this.#groups.set(group.area || group.department, driver)
    }
    const perVillage = new Map<string, number>()
    this.#chiefs = town.unitChiefs.filter((chief) => {
      const village = villageOf(chief.area)
      const count = (perVillage.get(village) ?? 0) + 1
      perVillage.set(village, count)
      return this.#groups.has(village) && count <= REPORTS_PER_GROUP
    })
  }

  /** One thing that somebody does: one update, or two for a photo with its words. */
  async act(): Promise<void> {
    const dice = this.#random()
    if (dice < 0.18) await this.#chiefReports()
    else if (dice < 0.26) await this.resident()
    else if (dice < 0.62) this.chat()
    else if (dice < 0.78) this.#correct()
    else if (dice < 0.9) this.#answer()
    else this.#command()
  }

  /** A resident who never wrote before reports in private, now and then with a photo. */
  async resident(): Promise<void> {
    this.#residents += 1
    const user = this.#tg.user({ first_name: `村民${this.#residents}` })
    const text = `东沁村3网格1单元${this.#matter()}`
    const photo = this.#residents % 4 === 0 ? await this.#photo() : undefined
    this.#report(
      user,
      user,
      text,
      user.send(user, photo ? { photo, caption: text } : text),
      photo !== undefined,
    )
  }

  /** Handlers accept what has come in: some of the calls, some of them twice. */
  press(): void {
    for (const { department } of this.#town.departments) {
      const handler = this.#town.handlers.find((each) => each.department === department)
      const group = this.#groups.get(department)
      const call = group?.botMessages.find(
        (message) =>
          message.buttonTexts.includes('接单') && !this.#pressed.has(`${department}:${message.id}`),
      )
      if (!handler || !call || this.#random() < 0.5) continue
      this.#pressed.add(`${department}:${call.id}`)
      const user = this.#user(handler)
      user.click(call, '接单')
      if (this.#random() < 0.3) user.click(call, '接单')
    }
  }

  async #chiefReports(): Promise<void> {
    const chief = this.#chiefs.splice(Math.floor(this.#random() * this.#chiefs.length), 1)[0]
    const group = chief && this.#groups.get(villageOf(chief.area))
    if (!chief || !group) return this.resident()
    const user = this.#user(chief)
    const before = this.#random() < 0.35
    if (before) user.send(group, { photo: await this.#photo() })
    const text = this.#matter()
    this.#report(user, group, text, user.send(group, text), before)
  }

  #report(
    by: UserDriver,
    place: GroupDriver | UserDriver,
    text: string,
    message: StoredMessage,
    withPhoto: boolean,
  ): void {
    this.#said.push({ by, place, message, text })
    this.reports.push({ chat: place.room.id, messageId: message.id, withPhoto })
  }

  /** Small talk in a work group: nothing may come of it. */
  chat(): void {
    const group = this.#groups.get(this.#pick(this.#town.villages)?.area ?? '')
    const handler = this.#pick(this.#town.handlers)
    if (group && handler) this.#user(handler).send(group, this.#pick(CHATTER) ?? CHATTER[0])
  }

  #correct(): void {
    const said = this.#pick(this.#said)
    if (!said) this.chat()
    else if (this.#random() < 0.4) said.by.edit(said.message)
    else {
      const text = `${said.text}，麻烦快点处理`
      said.by.edit(said.message, said.message.photo ? { caption: text } : { text })
    }
  }

  #answer(): void {
    const said = this.#pick(this.#said)
    if (said) said.by.send(said.place, { text: '快点吧', replyTo: said.message })
    else this.chat()
  }

  #command(): void {
    const said = this.#pick(this.#said)
    if (said) said.by.send(said.place, said.place === said.by ? '/mine' : '收到')
    else this.chat()
  }

  #matter(): string {
    return MATTERS[this.reports.length % MATTERS.length] ?? MATTERS[0]
  }

  #pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)]
  }

  #user({ telegramId, name }: Member): UserDriver {
    const known = this.#users.get(telegramId)
    if (known) return known
    const user = this.#tg.user({ id: telegramId, first_name: name })
    this.#users.set(telegramId, user)
    return user
  }

  #photo(): Promise<Buffer> {
    this.#photos += 1
    const [r, g, b] = [this.#photos % 256, (this.#photos * 7) % 256, 120]
    return sharp({ create: { width: 160, height: 120, channels: 3, background: { r, g, b } } })
      .jpeg()
      .toBuffer()
  }
}

function villageOf(area: string): string {
  return area.split('-')[0] ?? area
}

/**
 * What is sent as a report must be read as one matter, and small talk as none: else the number of tickets would
 * say nothing about lost updates.
 * @throws Error naming the text
 */
export async function ensureReadable(folder: string): Promise<void> {
  const loaded = await loadTownFolder(folder)
  if (!loaded.ok) throw new Error(`chaos: the town folder is broken: ${loaded.problems[0]?.message}`)
  const { read } = createReader(indexTown({ ...loaded.folder.town, version: 1 }))
  const matters = (text: string, kind: 'group' | 'dm'): number => {
    const area = kind === 'group' ? 'DQ' : null
    const sender =
      kind === 'group'
        ? { role: 'unit_chief' as const, area: 'DQ-3-1' }
        : { role: 'resident' as const, area: null }
    const input = { text, hasPhoto: false, at: new Date(), conversation: { kind, area }, sender }
    const reading = read(input, { recent: [], open: [] })
    return reading.act === 'report' || reading.act === 'request' ? reading.incidents.length : 0
  }
  for (const matter of MATTERS) {
    for (const text of [matter, `${matter}，麻烦快点处理`]) {
      if (matters(text, 'group') !== 1 || matters(`东沁村3网格1单元${text}`, 'dm') !== 1)
        throw new Error(`chaos: "${text}" is no longer read as one report: choose another`)
    }
  }
  for (const text of [...CHATTER, '快点吧'])
    if (matters(text, 'group') !== 0) throw new Error(`chaos: "${text}" is read as a report: choose another`)
}
