/** What speaks for a report, by the names of the rules; each has its words in the texts (`why-sign-…`). */
export const ACT_SIGNS = {
  问过说是要报: 'confirmed',
  要人来办: 'asks_action',
  要求答复: 'asks_answer',
  有情况: 'something_there',
  毛病: 'defect',
  拖了多久: 'how_long',
  想添置: 'wants_added',
  提建议: 'suggests',
  请帮忙办: 'asks_help',
  想办: 'wants_done',
  带照片: 'photo',
  照片与几个字: 'photo',
  说了本地地点: 'local_place',
  本地地点出了状况: 'local_trouble',
  说了地点: 'place',
  成篇反映: 'letter',
  什么东西怎么了: 'thing_wrong',
  民生诉求: 'need',
} as const satisfies Record<string, string>

/** What raises or lowers urgency. */
export const URGENCY_SIGNS = {
  有人被困: 'trapped',
  有人受伤: 'hurt',
  见火: 'fire',
  眼看要出事: 'about_to',
  人在水里: 'in_water',
  房子要塌: 'collapsing',
  寻短见: 'self_harm',
  叫不应: 'no_answer',
  多日不见: 'not_seen',
  有孩子: 'children',
  有老人: 'old',
  夜里: 'night',
  风雨将至: 'storm',
  很急: 'pressing',
  人多: 'many',
  不急: 'calm',
} as const satisfies Record<string, string>

/** How the place was found. */
export const PLACE_SIGNS = {
  两处之间: 'between',
  文字里的编号与地名: 'number',
  文字里的编号: 'number',
  位置与地名: 'point',
  文字里的地名: 'name',
  发来的位置: 'point',
  发来的位置在范围内: 'point_inside',
  发来的位置离得最近: 'point_nearest',
  说的是自己这里: 'own',
  说的是自己这一片: 'own',
  更正前面说的地点: 'corrected',
  没有说地点: 'none',
} as const satisfies Record<string, string>

const ACT = new Map<string, string>(Object.entries(ACT_SIGNS))
const URGENCY = new Map<string, string>(Object.entries(URGENCY_SIGNS))
const PLACE = new Map<string, string>(Object.entries(PLACE_SIGNS))

const URGENCY_RULE = '紧急程度:'
const LEAF_RULE = '类别 '

/** What a reason tells of, and the name of its sign; null: a rule the texts have no words for. */
export function signOf(rule: string): { of: 'act' | 'leaf' | 'urgency' | 'place'; sign: string | null } {
  if (rule.startsWith(URGENCY_RULE))
    return { of: 'urgency', sign: URGENCY.get(rule.slice(URGENCY_RULE.length)) ?? null }
  if (rule.startsWith(LEAF_RULE)) return { of: 'leaf', sign: null }
  const place = PLACE.get(rule)
  if (place) return { of: 'place', sign: place }
  return { of: 'act', sign: ACT.get(rule) ?? null }
}
