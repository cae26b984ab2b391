/** From the least to the most pressing. */
export const URGENCIES = ['low', 'normal', 'urgent', 'emergency'] as const
export type Urgency = (typeof URGENCIES)[number]
