// eslint-disable-next-line no-restricted-syntax -- the weights are part of the program, in all but the file's ending
import { createRequire } from 'node:module'
import { type MessageModel, PackedMessageModel, unpackMessageModel } from './message-model.ts'

let shipped: MessageModel | null = null

/**
 * The model that comes with the program (docs/model-card.md); unpacked once. Loaded as a module, by `require`:
 * an import would send nine megabytes through the compiler of whoever runs this.
 */
export function shippedModel(): MessageModel {
  shipped ??= unpackMessageModel(PackedMessageModel.parse(createRequire(import.meta.url)('./weights.json')))
  return shipped
}
