// eslint-disable-next-line no-restricted-syntax -- the weights are part of the program, in all but the file's ending
import { createRequire } from 'node:module'
import { type MessageModel, PackedMessageModel, unpackMessageModel } from './message-model.ts'

let shipped: MessageModel | null = null

/**
 * The model that comes with the program (docs/model-card.md); unpacked once. Loaded as a module, by `require`:
 * an import would send eleven megabytes through the compiler of whoever runs this.
 */
export function shippedModel(): MessageModel {
  shipped ??= load()
  return shipped
}

/** The packed form is let go at once: it is as large again as the model. */
function load(): MessageModel {
  const require = createRequire(import.meta.url)
  const model = unpackMessageModel(PackedMessageModel.parse(require('./weights.json')))
  delete require.cache[require.resolve('./weights.json')]
  return model
}
