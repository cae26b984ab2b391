import type { Post } from '../../domain/area/town.ts'
import type { FolderPerson } from './folder.ts'
import { readPhone } from './phone.ts'
import { maskPhone, quote } from './problem.ts'
import type { SheetRow } from './sheet-row.ts'

/** Finds people of people.csv by name, or by phone where two have one name. */
export interface PeopleRefs {
  /** Person id; null when the cell is empty or, with a complaint, when it names nobody or several. */
  person(
    row: SheetRow,
    column: string,
    near?: { department: string | null; area: string | null },
  ): string | null
  posts(personId: string): readonly Post[]
}

/** @param unknown people.csv could not be read: then nobody is blamed for naming somebody. */
export function makePeopleRefs(
  people: readonly FolderPerson[],
  posts: readonly Post[],
  unknown: boolean,
): PeopleRefs {
  const postsOf = (personId: string) => posts.filter((p) => p.personId === personId)
  return {
    posts: postsOf,
    person(row, column, near) {
      const cell = row.text(column).normalize('NFKC').trim()
      if (cell === '' || unknown) return null
      const phone = /\d{5}/.test(cell) ? readPhone(cell) : null
      const named = phone?.ok
        ? people.filter((p) => p.phone === phone.phone)
        : people.filter((p) => p.name.normalize('NFKC') === cell)
      const close = named.filter((p) =>
        postsOf(p.id).some(
          (post) =>
            (near?.department != null && post.department === near.department) ||
            (near?.area != null && post.area === near.area),
        ),
      )
      const found = named.length > 1 && close.length === 1 ? close : named
      if (found.length === 1) return found[0]?.id ?? null
      const shown = phone ? maskPhone(cell) : quote(cell)
      if (found.length > 1)
        row.error(column, {
          message: `叫「${shown}」的有 ${found.length} 个人`,
          remedy: '这一格改写手机号',
          en: `${found.length} people are called "${shown}": give the mobile number instead`,
        })
      else if (phone)
        row.error(column, {
          message: `people.csv 里没有这个号码：${shown}`,
          remedy: '先把这个人写进 people.csv，或者改正号码',
          en: `nobody in people.csv has the number ${shown}: add the person or correct it`,
        })
      else
        row.unknown(
          column,
          cell,
          people.map((p) => p.name),
        )
      return null
    },
  }
}
