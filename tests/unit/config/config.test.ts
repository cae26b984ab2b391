import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { problemLines, readConfig } from '../../../src/config.ts'

const base = { DATABASE_URL: 'postgres://grid:pw@127.0.0.1:5432/grid' }
const token = '123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc'
const webhook = {
  ...base,
  TELEGRAM_BOT_TOKEN: token,
  TELEGRAM_MODE: 'webhook',
  TELEGRAM_WEBHOOK_SECRET: 'a-long_enough-secret-1',
  PUBLIC_URL: 'https://grid.example.cn',
}

function configOf(env: Record<string, string>) {
  const result = readConfig(env)
  if (!result.ok) throw new Error(result.problems.map(problemLines).join('\n'))
  return result
}

function problemsOf(env: Record<string, string>) {
  const result = readConfig(env)
  return result.ok ? [] : result.problems
}

describe('settings as they should be', () => {
  it('needs nothing but a database', () => {
    expect(configOf(base)).toEqual({
      ok: true,
      warnings: [],
      config: {
        http: { port: 3000, host: '0.0.0.0', publicUrl: 'http://localhost:3000', trustProxy: false },
        data: { dir: resolve('.data') },
        town: { dir: null, tz: 'Asia/Shanghai' },
        secretKey: null,
        database: { url: base.DATABASE_URL },
        queue: { redisUrl: null },
        roles: new Set(['gateway', 'worker', 'web']),
        telegram: null,
        model: null,
        log: { level: 'info' },
      },
    })
  })

  it('takes an empty setting for one that is not there', () => {
    expect(configOf({ ...base, PORT: '', REDIS_URL: ' ', ROLE: '' }).config.http.port).toBe(3000)
  })

  it('reads roles, Redis, and Telegram by webhook', () => {
    const { config } = configOf({ ...webhook, ROLE: 'worker, web', REDIS_URL: 'redis://127.0.0.1:6379/2' })
    expect(config.roles).toEqual(new Set(['worker', 'web']))
    expect(config.queue.redisUrl).toBe('redis://127.0.0.1:6379/2')
    expect(config.http).toMatchObject({ publicUrl: 'https://grid.example.cn', trustProxy: true })
    expect(config.telegram).toEqual({
      token,
      apiRoot: null,
      mode: 'webhook',
      webhookSecret: webhook.TELEGRAM_WEBHOOK_SECRET,
    })
  })

  it('reads the language model, with and without a key', () => {
    const model = { LLM_BASE_URL: 'https://llm.example.cn/v1/', LLM_MODEL: 'qwen-plus' }
    const read = { baseUrl: 'https://llm.example.cn/v1', model: 'qwen-plus' }
    expect(configOf({ ...base, ...model }).config.model).toEqual({ ...read, apiKey: null })
    expect(configOf({ ...base, ...model, LLM_API_KEY: 'sk-1' }).config.model).toEqual({
      ...read,
      apiKey: 'sk-1',
    })
  })

  it.each([
    [{ TELEGRAM_API_ROOT: 'http://127.0.0.1:9000/', TELEGRAM_BOT_TOKEN: '1:sampleToken' }],
    [{ ...webhook, PUBLIC_URL: 'http://localhost:3000/' }],
    [{ DATABASE_URL: 'postgresql:///grid?host=/var/run/postgresql' }],
    [{ SECRET_KEY: 'q8fJ2kd93hfLs0dmz72hXbvQ1pWnR5tY' }],
    [{ TZ_TOWN: 'Asia/Urumqi', LOG_LEVEL: 'debug', HOST: '::' }],
  ])('takes %o', (env) => {
    expect(problemsOf({ ...base, ...env })).toEqual([])
  })
})

describe('every setting wrong once', () => {
  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3000x'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'office.example.cn'],
    ['PUBLIC_URL', 'https://grid.example.cn/path'],
    ['SECRET_KEY', 'tooshort'],
    ['SECRET_KEY', 'x'.repeat(40)],
    ['ROLE', 'gateway,cook'],
    ['LOG_LEVEL', 'loud'],
    ['TZ_TOWN', 'Asia/Dongzhuang'],
    ['DATABASE_URL', 'mysql://a:b@c/d'],
    ['DATABASE_URL', 'postgres://host-without-name'],
    ['REDIS_URL', 'http://127.0.0.1:6379'],
    ['TELEGRAM_BOT_TOKEN', 'topsecret'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['TELEGRAM_MODE', 'pigeon'],
    ['TELEGRAM_WEBHOOK_SECRET', 'short'],
    ['DINGTALK_CLIENT_ID', 'two words'],
    ['DINGTALK_CLIENT_SECRET', 'two words'],
    ['DINGTALK_CARD_TEMPLATE_ID', 'two words'],
    ['DINGTALK_API_ROOT', 'ftp://x'],
    ['WECOM_BOT_ID', 'two words'],
    ['WECOM_BOT_SECRET', 'two words'],
    ['WECOM_WS_URL', 'https://x'],
    ['WECOM_CORP_ID', 'two words'],
    ['WECOM_AGENT_ID', 'abc'],
    ['WECOM_AGENT_SECRET', 'two words'],
    ['WECOM_TOKEN', 'with-dash'],
    ['WECOM_AES_KEY', 'short'],
    ['WECOM_API_ROOT', 'x'],
    ['FEISHU_APP_ID', 'cli_xyz'],
    ['FEISHU_APP_SECRET', 'two words'],
    ['FEISHU_ENCRYPT_KEY', 'two words'],
    ['FEISHU_API_ROOT', 'x'],
    ['LLM_BASE_URL', 'x'],
    ['LLM_BASE_URL', 'https://key@llm.example.cn/v1'],
    ['LLM_BASE_URL', 'https://llm.example.cn/v1?key=1'],
    ['LLM_MODEL', 'two words'],
    ['LLM_API_KEY', 'two words'],
  ])('%s=%s is told with its name and a remedy, without its value', (setting, value) => {
    const found = problemsOf({ ...base, [setting]: value }).find((p) => p.setting === setting)
    expect(found?.message).toMatch(/\p{Script=Han}.* \/ \w/u)
    expect(found?.remedy).toMatch(/\p{Script=Han}.* \/ [`\w]/u)
    if (value.length > 3) expect(JSON.stringify(found)).not.toContain(value)
  })

  it.each([
    [{}, 'DATABASE_URL'],
    [{ ...webhook, PUBLIC_URL: '' }, 'PUBLIC_URL'],
    [{ ...webhook, PUBLIC_URL: 'http://grid.example.cn' }, 'PUBLIC_URL'],
    [{ ...webhook, TELEGRAM_WEBHOOK_SECRET: '' }, 'TELEGRAM_WEBHOOK_SECRET'],
    [{ ...webhook, TELEGRAM_BOT_TOKEN: '' }, 'TELEGRAM_BOT_TOKEN'],
    [{ ...base, DINGTALK_CLIENT_ID: 'ding1' }, 'DINGTALK_CLIENT_SECRET'],
    [{ ...base, DINGTALK_CLIENT_SECRET: 's' }, 'DINGTALK_CLIENT_ID'],
    [{ ...base, WECOM_BOT_ID: 'b' }, 'WECOM_BOT_SECRET'],
    [{ ...base, WECOM_CORP_ID: 'c', WECOM_AGENT_ID: '1' }, 'WECOM_AGENT_SECRET'],
    [{ ...base, WECOM_TOKEN: 't' }, 'WECOM_AES_KEY'],
    [{ ...base, FEISHU_APP_ID: 'cli_0123456789abcdef' }, 'FEISHU_APP_SECRET'],
    [{ ...base, LLM_MODEL: 'm' }, 'LLM_BASE_URL'],
    [{ ...base, LLM_BASE_URL: 'https://llm.example.cn/v1', LLM_API_KEY: 'k' }, 'LLM_MODEL'],
    [{ ...base, LLM_API_KEY: 'k' }, 'LLM_BASE_URL'],
  ])('together they are wrong: %o → %s', (env, setting) => {
    expect(problemsOf(env).map((p) => p.setting)).toEqual([setting])
  })

  it('tells all at once', () => {
    const settings = problemsOf({
      PORT: 'x',
      ROLE: 'x',
      DINGTALK_CLIENT_ID: 'a',
      TELEGRAM_BOT_TOKEN: 'x',
    }).map((p) => p.setting)
    expect(settings.sort()).toEqual([
      'DATABASE_URL',
      'DINGTALK_CLIENT_SECRET',
      'PORT',
      'ROLE',
      'TELEGRAM_BOT_TOKEN',
    ])
  })
})

describe('what does not stop the start', () => {
  it('says which platforms this version does not speak yet', () => {
    const { warnings } = configOf({
      ...base,
      DINGTALK_CLIENT_ID: 'ding1',
      DINGTALK_CLIENT_SECRET: 'hidden-value',
    })
    expect(warnings.map((w) => w.setting)).toEqual(['DINGTALK_CLIENT_ID'])
    expect(JSON.stringify(warnings)).not.toContain('hidden-value')
  })

  it.each([
    ['https://llm.example.cn/v1', []],
    ['http://127.0.0.1:11434/v1', []],
    ['http://10.1.2.3/v1', []],
    ['http://ollama:11434/v1', []],
    ['http://llm.example.cn/v1', ['LLM_BASE_URL']],
  ])('warns of words that travel in the open: %s', (LLM_BASE_URL, warned) => {
    const { warnings } = configOf({ ...base, LLM_BASE_URL, LLM_MODEL: 'm' })
    expect(warnings.map((w) => w.setting)).toEqual(warned)
  })

  it('points at a misspelt name', () => {
    expect(configOf({ ...base, TELEGRAM_TOKEN: token }).warnings.map((w) => w.setting)).toEqual([
      'TELEGRAM_TOKEN',
    ])
  })
})
