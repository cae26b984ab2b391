import type { OpinionErrorCode } from '../../src/app/ports-opinion.ts'
import { tryModel } from '../../src/app/second-opinion/try-model.ts'
import type { Config } from '../../src/config.ts'
import { createChatCompletions } from '../../src/llm/chat-completions.ts'
import { bad, type Finding, note, ok } from './finding.ts'

const PATIENCE_MS = 15_000

type Words = readonly [zh: string, en: string]
const CHECK_ADDRESS: Words = [
  '检查 LLM_BASE_URL 和这台服务器的网络，地址写到版本号为止，例如 https://api.example.com/v1',
  'check LLM_BASE_URL and the network of this server; the address ends with its version, e.g. https://api.example.com/v1',
]

/** What to do about each failure; the rest are about the address. */
const REMEDIES: Partial<Record<OpinionErrorCode, Words>> = {
  not_allowed: ['从服务商后台重新复制 LLM_API_KEY', "copy LLM_API_KEY again from the provider's console"],
  rate_limited: [
    '额度或并发不够，在服务商后台查看；policy.yaml 的 secondOpinion.perHour 可以调小',
    "see the provider's console about quota; secondOpinion.perHour in policy.yaml can be lowered",
  ],
  refused: [
    '检查 LLM_MODEL 的名字，和 LLM_BASE_URL 是不是写到了版本号',
    'check the name in LLM_MODEL, and that LLM_BASE_URL ends with its version',
  ],
  server: ['服务商那边出错，过一会儿再试', 'the provider has a fault: try again later'],
  timed_out: ['换一个更快的模型（LLM_MODEL）', 'choose a faster model (LLM_MODEL)'],
}

/** Asks the language model for its reading of one made-up report. */
export async function examineModel({ model }: Config): Promise<Finding> {
  if (!model) {
    return note('model', [
      '大模型没有设置，不启用；消息照常自己读',
      'no language model is set up; messages are read without one',
    ])
  }
  const name = model.model
  const tried = await tryModel(createChatCompletions(model), PATIENCE_MS)
  if (tried.kind === 'failed') {
    return bad(
      'model',
      [
        `大模型 ${name} 问不通（${tried.code}）`,
        `the language model ${name} gives no answer (${tried.code})`,
      ],
      REMEDIES[tried.code] ?? CHECK_ADDRESS,
    )
  }
  if (tried.kind === 'unfit') {
    return bad(
      'model',
      [
        `大模型 ${name} 答得不合格式，用不上`,
        `the language model ${name} does not answer in the shape that is asked for`,
      ],
      ['换一个更会按格式回答的模型（LLM_MODEL）', 'choose a model that keeps to a given shape (LLM_MODEL)'],
    )
  }
  const seconds = (tried.ms / 1000).toFixed(1)
  const words = [
    `大模型 ${name}，${seconds} 秒答完`,
    `language model ${name}, answers in ${seconds} s`,
  ] as const
  if (tried.ms <= tried.limitMs) return ok('model', words)
  return note('model', words, [
    '比默认的等待时间长，多半等不到：换快一点的模型，或调大 policy.yaml 的 secondOpinion.timeoutMs',
    'longer than is waited for by default: choose a faster model, or raise secondOpinion.timeoutMs in policy.yaml',
  ])
}
