import type { Gone } from './chars.ts'

const LINK =
  /(?:https?:\/\/|www\.|(?:weixin|wxwork|dingtalk|lark|feishu|tg|alipays?):\/\/|#小程序:\/\/)[!-~]+|(?:t\.me|mp\.weixin\.qq\.com|v\.douyin\.com|b23\.tv|u\.jd\.com|m\.tb\.cn|docs\.qq\.com|kdocs\.cn|wj\.qq\.com)\/[!-~]+/g

/** Addresses on the net, also those that only apps open. */
export function findLinks(text: string): Gone[] {
  if (!text.includes('/') && !text.includes('www.')) return []
  const parts: Gone[] = []
  for (const match of text.matchAll(LINK))
    parts.push({ start: match.index, end: match.index + match[0].length, fill: ' ' })
  return parts
}
