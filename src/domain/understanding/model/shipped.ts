import { type MessageModel, PackedMessageModel, unpackMessageModel } from './message-model.ts'
import packed from './weights.json' with { type: 'json' }

let shipped: MessageModel | null = null

/** The model that comes with the program (docs/model-card.md); unpacked once. */
export function shippedModel(): MessageModel {
  shipped ??= unpackMessageModel(PackedMessageModel.parse(packed))
  return shipped
}
