import type { BotCommand } from 'grammy/types'
import { type Call, type Handler, record, records, text } from './call.ts'
import { badRequest } from './errors.ts'
import type { Json } from './params.ts'

const SCOPES: Record<string, string[]> = {
  default: [],
  all_private_chats: [],
  all_group_chats: [],
  all_chat_administrators: [],
  chat: ['chat_id'],
  chat_administrators: ['chat_id'],
  chat_member: ['chat_id', 'user_id'],
}

/** Where a list of commands is kept: scope with its ids, and language. */
export function commandKey(scope: Json | undefined, language: string): string {
  const type = String(scope?.['type'] ?? 'default')
  return [type, scope?.['chat_id'] ?? '', scope?.['user_id'] ?? '', language].join('|')
}

function languageOf(call: Call): string {
  const language = text(call.params, 'language_code') ?? ''
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('invalid language code specified')
  return language
}

function keyOf(call: Call): string {
  const scope = record(call.params, 'scope')
  const needs = SCOPES[String(scope?.['type'] ?? 'default')]
  if (!needs) throw badRequest("can't parse BotCommandScope: unsupported type specified")
  for (const field of needs) {
    if (scope?.[field] === undefined) throw badRequest(`can't parse BotCommandScope: ${field} is empty`)
  }
  return commandKey(scope, languageOf(call))
}

function readCommands(call: Call): BotCommand[] {
  const commands = records(call.params, 'commands').map((each) => ({
    command: String(each['command']),
    description: String(each['description']),
  }))
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
    if (description.length < 1 || description.length > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  return commands
}

function setter(field: string, limit: number): Handler {
  return (call) => {
    const value = text(call.params, field) ?? ''
    if (value.length > limit) throw badRequest(`${field.replace('_', ' ')} is too long`)
    call.world.profile.set(`${field}|${languageOf(call)}`, value)
    return true
  }
}

function getter(field: string): Handler {
  return (call) => {
    const { profile } = call.world
    return { [field]: profile.get(`${field}|${languageOf(call)}`) ?? profile.get(`${field}|`) ?? '' }
  }
}

export const profileHandlers = {
  getMe: (call) => call.world.bot,
  setMyCommands: (call) => {
    call.world.commands.set(keyOf(call), readCommands(call))
    return true
  },
  getMyCommands: (call) => call.world.commands.get(keyOf(call)) ?? [],
  deleteMyCommands: (call) => {
    call.world.commands.delete(keyOf(call))
    return true
  },
  setMyName: setter('name', 64),
  getMyName: getter('name'),
  setMyDescription: setter('description', 512),
  getMyDescription: getter('description'),
  setMyShortDescription: setter('short_description', 120),
  getMyShortDescription: getter('short_description'),
} satisfies Record<string, Handler>
