import type { Town } from '../area/town.ts'

/** True when a ticket of this category is resolved only with a photo of the result (`policy.afterPhoto`). */
export function needsAfterPhoto({ policy }: Pick<Town, 'policy'>, category: string): boolean {
  return policy.afterPhoto.some((code) => category === code || category.startsWith(`${code}.`))
}
