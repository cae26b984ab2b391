/**
 * Methods of the Bot API that a bot like ours may call, with the parameters it knows.
 * Notation: `name[!]:type`, `!` = required. Types: int, float, bool, string, chat (number or text),
 * file (attach://, file_id or URL), `Name` = an object of {@link OBJECTS}, `T[]` = a list.
 * Methods outside this table are answered 404, as unknown ones.
 */
const SEND =
  'business_connection_id:string chat_id!:chat message_thread_id:int direct_messages_topic_id:int ' +
  'disable_notification:bool protect_content:bool allow_paid_broadcast:bool message_effect_id:string ' +
  'reply_parameters:ReplyParameters'
const SINGLE = `${SEND} suggested_post_parameters:Any reply_markup:ReplyMarkup`
const CAPTION = 'caption:string parse_mode:string caption_entities:MessageEntity[]'
const EDIT =
  'business_connection_id:string chat_id:chat message_id:int inline_message_id:string ' +
  'reply_markup:InlineKeyboardMarkup'

const TABLE = {
  getMe: '',
  getUpdates: 'offset:int limit:int timeout:int allowed_updates:string[]',
  setWebhook:
    'url!:string certificate:file ip_address:string max_connections:int allowed_updates:string[] ' +
    'drop_pending_updates:bool secret_token:string',
  deleteWebhook: 'drop_pending_updates:bool',
  getWebhookInfo: '',
  sendMessage: `${SINGLE} text!:string parse_mode:string entities:MessageEntity[] link_preview_options:LinkPreviewOptions`,
  sendPhoto: `${SINGLE} ${CAPTION} photo!:file show_caption_above_media:bool has_spoiler:bool`,
  sendDocument: `${SINGLE} ${CAPTION} document!:file thumbnail:file disable_content_type_detection:bool`,
  sendVoice: `${SINGLE} ${CAPTION} voice!:file duration:int`,
  sendLocation: `${SINGLE} latitude!:float longitude!:float horizontal_accuracy:float live_period:int heading:int proximity_alert_radius:int`,
  sendVenue: `${SINGLE} latitude!:float longitude!:float title!:string address!:string foursquare_id:string foursquare_type:string google_place_id:string google_place_type:string`,
  sendMediaGroup: `${SEND} media!:InputMedia[]`,
  editMessageText: `${EDIT} text:string parse_mode:string entities:MessageEntity[] link_preview_options:LinkPreviewOptions rich_message:Any`,
  editMessageCaption: `${EDIT} ${CAPTION} show_caption_above_media:bool`,
  editMessageMedia: `${EDIT} media!:InputMedia`,
  editMessageReplyMarkup: EDIT,
  deleteMessage: 'chat_id!:chat message_id!:int',
  deleteMessages: 'chat_id!:chat message_ids!:int[]',
  answerCallbackQuery: 'callback_query_id!:string text:string show_alert:bool url:string cache_time:int',
  setMyCommands: 'commands!:BotCommand[] scope:BotCommandScope language_code:string',
  getMyCommands: 'scope:BotCommandScope language_code:string',
  deleteMyCommands: 'scope:BotCommandScope language_code:string',
  setMyName: 'name:string language_code:string',
  getMyName: 'language_code:string',
  setMyDescription: 'description:string language_code:string',
  getMyDescription: 'language_code:string',
  setMyShortDescription: 'short_description:string language_code:string',
  getMyShortDescription: 'language_code:string',
  getFile: 'file_id!:string',
  getChat: 'chat_id!:chat',
  getChatMember: 'chat_id!:chat user_id!:int',
  getChatMemberCount: 'chat_id!:chat',
  getChatAdministrators: 'chat_id!:chat return_bots:bool',
  leaveChat: 'chat_id!:chat',
  sendChatAction: 'business_connection_id:string chat_id!:chat message_thread_id:int action!:string',
  setMessageReaction: 'chat_id!:chat message_id!:int reaction:ReactionType[] is_big:bool',
  pinChatMessage: 'business_connection_id:string chat_id!:chat message_id!:int disable_notification:bool',
  unpinChatMessage: 'business_connection_id:string chat_id!:chat message_id:int',
} as const satisfies Record<string, string>

/** Known objects inside parameters, in the same notation. */
const OBJECTS: Record<string, string> = {
  ReplyParameters:
    'message_id!:int chat_id:chat allow_sending_without_reply:bool quote:string quote_parse_mode:string quote_entities:MessageEntity[] quote_position:int checklist_task_id:int poll_option_id:string',
  LinkPreviewOptions:
    'is_disabled:bool url:string prefer_small_media:bool prefer_large_media:bool show_above_text:bool',
  MessageEntity:
    'type!:string offset!:int length!:int url:string user:Any language:string custom_emoji_id:string unix_time:int date_time_format:string',
  InlineKeyboardMarkup: 'inline_keyboard!:InlineKeyboardButton[][]',
  InlineKeyboardButton:
    'text!:string icon_custom_emoji_id:string style:string url:string callback_data:string web_app:Any login_url:Any switch_inline_query:string switch_inline_query_current_chat:string switch_inline_query_chosen_chat:Any copy_text:Any callback_game:Any pay:bool',
  ReplyKeyboardMarkup:
    'keyboard!:KeyboardButton[][] is_persistent:bool resize_keyboard:bool one_time_keyboard:bool input_field_placeholder:string selective:bool',
  KeyboardButton:
    'text!:string icon_custom_emoji_id:string style:string request_users:Any request_chat:Any request_managed_bot:Any request_contact:bool request_location:bool request_poll:Any web_app:Any',
  ReplyKeyboardRemove: 'remove_keyboard!:bool selective:bool',
  ForceReply: 'force_reply!:bool input_field_placeholder:string selective:bool',
  BotCommand: 'command!:string description!:string',
  BotCommandScope: 'type!:string chat_id:chat user_id:int',
  ReactionType: 'type!:string emoji:string custom_emoji_id:string',
  InputMediaPhoto: `type!:string media!:file ${CAPTION} show_caption_above_media:bool has_spoiler:bool`,
  InputMediaDocument: `type!:string media!:file thumbnail:file ${CAPTION} disable_content_type_detection:bool`,
}

/** One parameter: its type in the notation above and whether it must be given. */
export type ParameterSpec = { type: string; required: boolean }
export type Spec = ReadonlyMap<string, ParameterSpec>

function parseSpec(line: string): Spec {
  return new Map(
    line
      .split(' ')
      .filter(Boolean)
      .map((field): [string, ParameterSpec] => {
        const [name = '', type = 'string'] = field.split(':')
        return [name.replace('!', ''), { type, required: name.endsWith('!') }]
      }),
  )
}

export type MethodName = keyof typeof TABLE

export const methodSpecs: ReadonlyMap<string, Spec> = new Map(
  Object.entries(TABLE).map(([name, line]) => [name.toLowerCase(), parseSpec(line)]),
)
export const objectSpecs: ReadonlyMap<string, Spec> = new Map(
  Object.entries(OBJECTS).map(([name, line]) => [name, parseSpec(line)]),
)
const canonical = new Map(Object.keys(TABLE).map((name) => [name.toLowerCase(), name as MethodName]))

/** Method names are case-insensitive in the Bot API. */
export function canonicalMethod(name: string): MethodName | undefined {
  return canonical.get(name.toLowerCase())
}
