import { z } from 'zod'
import type { LinearModel } from '../../../lib/linear/model.ts'
import { PackedModel, packModel, unpackModel } from '../../../lib/linear/pack.ts'

/** Reads what a message does, what its matters are and how urgent each is. */
export interface MessageModel {
  /** Names the training it comes from. */
  version: string
  act: LinearModel
  leaf: LinearModel
  urgency: LinearModel
  /** Whether a message is cut into two matters at its best place. */
  cut: LinearModel
  /** Whether a message goes on about an open ticket. */
  link: LinearModel
  /** Whether a message opens a ticket, all considered. */
  gate: LinearModel
  /** What a reporter's later words say of the report: going_on, withdrawn or resolved. */
  about: LinearModel
}

/** `weights.json`; written by `npm run train`. */
export const PackedMessageModel = z.strictObject({
  version: z.string().min(1),
  act: PackedModel,
  leaf: PackedModel,
  urgency: PackedModel,
  cut: PackedModel,
  link: PackedModel,
  gate: PackedModel,
  about: PackedModel,
})
export type PackedMessageModel = z.infer<typeof PackedMessageModel>

export function packMessageModel(model: MessageModel): PackedMessageModel {
  return {
    version: model.version,
    act: packModel(model.act),
    leaf: packModel(model.leaf),
    urgency: packModel(model.urgency),
    cut: packModel(model.cut),
    link: packModel(model.link),
    gate: packModel(model.gate),
    about: packModel(model.about),
  }
}

/** Throws when the parts do not fit each other. */
export function unpackMessageModel(packed: PackedMessageModel): MessageModel {
  return {
    version: packed.version,
    act: unpackModel(packed.act),
    leaf: unpackModel(packed.leaf),
    urgency: unpackModel(packed.urgency),
    cut: unpackModel(packed.cut),
    link: unpackModel(packed.link),
    gate: unpackModel(packed.gate),
    about: unpackModel(packed.about),
  }
}
