import { described, type Problem } from './problems.ts'
import { settingsSchema } from './settings.ts'

/** Settings that only work together. */
const TOGETHER = [
  ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'],
  ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'],
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET'],
  ['WECOM_TOKEN', 'WECOM_AES_KEY'],
  ['FEISHU_APP_ID', 'FEISHU_APP_SECRET'],
  ['LLM_BASE_URL', 'LLM_MODEL'],
] as const

/** What this version knows the settings of, but does not speak yet. */
const NOT_YET = [
  { key: 'DINGTALK_CLIENT_ID', zh: '钉钉', en: 'DingTalk' },
  { key: 'WECOM_BOT_ID', zh: '企业微信智能机器人', en: 'the WeCom bot' },
  { key: 'WECOM_CORP_ID', zh: '企业微信应用', en: 'the WeCom app' },
  { key: 'FEISHU_APP_ID', zh: '飞书', en: 'Feishu' },
] as const

/** One problem for each setting that is missing beside its companions. */
export function halfConfigured(set: Record<string, string>): Problem[] {
  return TOGETHER.flatMap((group) => {
    const there = group.filter((name) => set[name])
    if (there.length === 0) return []
    return group
      .filter((name) => !set[name])
      .map((name) =>
        described(name, [
          `没有设置，但设置了 ${there.join('、')}`,
          `is missing while ${there.join(', ')} is set`,
          `补上 ${name}，或把 ${there.join('、')} 也去掉`,
          `add ${name}, or remove ${there.join(', ')} too`,
        ]),
      )
  })
}

/** What is worth saying although the service can start. */
export function channelWarnings(set: Record<string, string>): Problem[] {
  const unspoken = NOT_YET.filter(({ key }) => set[key]).map(({ key, zh, en }) =>
    described(key, [
      `已设置，但这个版本还不会用${zh}`,
      `is set, but this version does not speak ${en} yet`,
      '可以留着，等升级后生效；现在不起作用',
      'it may stay for a later version; now it does nothing',
    ]),
  )
  const unknown = Object.keys(set)
    .filter((name) => /^(TELEGRAM|DINGTALK|WECOM|FEISHU|LLM)_/.test(name))
    .filter((name) => !Object.hasOwn(settingsSchema.shape, name))
    .map((name) =>
      described(name, [
        '不是这个服务认识的设置，没有起作用',
        'is not a setting of this service and does nothing',
        '对照 .env.example 检查名字有没有写错',
        'compare its name with .env.example',
      ]),
    )
  return [...unspoken, ...unknown]
}
