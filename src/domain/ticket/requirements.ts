import { headOf } from '../area/responsibility.ts'

/** Heads of categories whose result can be seen, so it has to be shown. */
const HEADS_WITH_PHOTO: readonly string[] = ['safety', 'emergency', 'facility', 'environment']

/** True when a ticket of this category is resolved only with a photo of the result. */
export function needsAfterPhoto(category: string): boolean {
  return HEADS_WITH_PHOTO.includes(headOf(category))
}
