/** From the least to the most pressing. */
export const URGENCIES = ['low', 'normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]

export function moreUrgent(a: Urgency, b: Urgency): boolean {
  return URGENCIES.indexOf(a) > URGENCIES.indexOf(b)
}
