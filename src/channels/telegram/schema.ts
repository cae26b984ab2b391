/**
 * The parts of Telegram's updates that are used, checked. Source: Bot API, "Available types".
 * Messages stay loose objects, so that the parser can name content it does not act on.
 */
import { z } from 'zod'
import { wellFormed } from '../shared/text.ts'

const id = z.int()
/** Words of people; what no database can hold is replaced, offsets stay. */
const words = z.string().transform(wellFormed)
/** Unix seconds; the upper end is what a JavaScript date can hold. */
const seconds = z.int().min(0).max(8_640_000_000_000)

export const userSchema = z.object({
  id,
  is_bot: z.boolean().optional(),
  first_name: words.optional(),
  last_name: words.optional(),
  language_code: words.optional(),
})
export type TelegramUser = z.infer<typeof userSchema>

export const chatSchema = z.object({
  id,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: words.optional(),
})
export type TelegramChat = z.infer<typeof chatSchema>

export const entitySchema = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  user: z.object({ id }).optional(),
})
export type TelegramEntity = z.infer<typeof entitySchema>

const fileSchema = z.object({
  file_id: z.string().min(1).transform(wellFormed),
  file_size: z.int().min(0).optional(),
  file_name: words.optional(),
  mime_type: words.optional(),
})
export type TelegramFile = z.infer<typeof fileSchema>

const playableSchema = fileSchema.extend({ duration: z.number().min(0) })

const photoSizeSchema = z.object({
  file_id: z.string().min(1).transform(wellFormed),
  width: z.int().min(0),
  height: z.int().min(0),
  file_size: z.int().min(0).optional(),
})
export type TelegramPhotoSize = z.infer<typeof photoSizeSchema>

const locationSchema = z.object({
  longitude: z.number().min(-180).max(180),
  latitude: z.number().min(-90).max(90),
})

/** What a message can do without: odd markup must not cost the words it adorns. */
function decoration<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined)
}

export const messageSchema = z.looseObject({
  message_id: id,
  date: seconds,
  edit_date: seconds.optional(),
  chat: chatSchema,
  from: userSchema.optional(),
  sender_chat: z.object({ id, title: words.optional() }).optional(),
  message_thread_id: id.optional(),
  is_topic_message: z.boolean().optional(),
  is_automatic_forward: z.boolean().optional(),
  media_group_id: words.optional(),
  reply_to_message: decoration(z.looseObject({ message_id: id, from: z.object({ id }).optional() })),
  text: words.optional(),
  entities: decoration(z.array(entitySchema)),
  caption: words.optional(),
  caption_entities: decoration(z.array(entitySchema)),
  photo: z.array(photoSizeSchema).optional(),
  document: fileSchema.optional(),
  voice: playableSchema.optional(),
  audio: playableSchema.optional(),
  video: fileSchema.optional(),
  video_note: fileSchema.optional(),
  location: locationSchema.optional(),
  venue: z
    .object({ location: locationSchema, title: words.optional(), address: words.optional() })
    .optional(),
  contact: z.object({ phone_number: words, user_id: id.optional() }).optional(),
  migrate_to_chat_id: id.optional(),
})
export type TelegramMessage = z.infer<typeof messageSchema>

/** The message under a button may be too old to be told: then only chat and id are there, `date` is 0. */
export const callbackSchema = z.object({
  id: z.string().min(1).transform(wellFormed),
  from: userSchema,
  data: words.optional(),
  message: z
    .object({
      message_id: id.optional(),
      chat: chatSchema,
      message_thread_id: id.optional(),
      is_topic_message: z.boolean().optional(),
    })
    .optional(),
})
export type TelegramCallback = z.infer<typeof callbackSchema>

const memberSchema = z.object({ status: words, is_member: z.boolean().optional() })
export type TelegramMember = z.infer<typeof memberSchema>

export const memberUpdateSchema = z.object({
  chat: chatSchema,
  from: userSchema,
  date: seconds,
  old_chat_member: memberSchema,
  new_chat_member: memberSchema,
})
export type TelegramMemberUpdate = z.infer<typeof memberUpdateSchema>

/** The envelope; each kind is checked on its own, so that a kind we do not know cannot spoil one we do. */
export const updateSchema = z.looseObject({ update_id: z.int().min(0) })
