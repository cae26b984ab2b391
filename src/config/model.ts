import { described, type Problem } from './problems.ts'
import { settingsSchema } from './settings.ts'

/** The language model that may be asked for a second opinion. */
export interface ModelConfig {
  /** OpenAI-compatible, up to its version, without a trailing slash. */
  baseUrl: string
  model: string
  /** null = the server wants none. */
  apiKey: string | null
}

const shape = settingsSchema.pick({ LLM_BASE_URL: true, LLM_MODEL: true, LLM_API_KEY: true })

/** Hosts of which the words never leave the house, however they travel. */
const AT_HOME =
  /^(?:localhost|\[::1\]|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[^.]+|.+\.(?:local|internal|lan))$/

/** What the settings of the model mean together. Wrong shapes and missing companions are told elsewhere. */
export function readModel(set: Record<string, string>): {
  model: ModelConfig | null
  problems: Problem[]
  warnings: Problem[]
} {
  const parsed = shape.safeParse(set)
  if (!parsed.success) return { model: null, problems: [], warnings: [] }
  const { LLM_BASE_URL: baseUrl, LLM_MODEL: model, LLM_API_KEY: apiKey } = parsed.data
  if (!baseUrl || !model) {
    const lonely = apiKey !== undefined && !baseUrl && !model
    return { model: null, problems: lonely ? [onlyKey()] : [], warnings: [] }
  }
  const { protocol, hostname } = new URL(baseUrl)
  const open = protocol === 'http:' && !AT_HOME.test(hostname)
  return {
    model: { baseUrl, model, apiKey: apiKey ?? null },
    problems: [],
    warnings: open ? [unencrypted()] : [],
  }
}

function onlyKey(): Problem {
  return described('LLM_BASE_URL', [
    '没有设置，但设置了 LLM_API_KEY',
    'is missing while LLM_API_KEY is set',
    '补上 LLM_BASE_URL 和 LLM_MODEL，或把 LLM_API_KEY 也去掉',
    'add LLM_BASE_URL and LLM_MODEL, or remove LLM_API_KEY too',
  ])
}

function unencrypted(): Problem {
  return described('LLM_BASE_URL', [
    '是没有加密的 http，消息和密钥会明文经过外面的网络',
    'is plain http: messages and the key would cross other networks readable by all',
    '换成 https 地址，或用内网里的模型',
    'use an https address, or a model in your own network',
  ])
}
