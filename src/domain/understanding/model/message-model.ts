import { z } from 'zod'
import type { LinearModel } from '../../../lib/linear/model.ts'
import { PackedModel, packModel, packNames, unpackModel, unpackNames } from '../../../lib/linear/pack.ts'
import { Vocabulary } from '../../../lib/linear/sparse.ts'
import { TreeModel } from '../../../lib/trees/model.ts'

/** Reads what a message does, what its matters are and how urgent each is. */
export interface MessageModel {
  /** Names the training it comes from. */
  version: string
  act: LinearModel
  leaf: LinearModel
  urgency: LinearModel
  /** Whether words tell an emergency, whatever the matter: a second view beside `urgency`. */
  danger: LinearModel
  /** Whether a message is cut into two matters at its best place. */
  cut: LinearModel
  /** Whether the words of a message go on about an open ticket. */
  link: LinearModel
  /** Whether a message belongs to an open ticket, `link` and all circumstances considered. */
  belongs: TreeModel
  /** Whether a message opens a ticket, all considered. */
  gate: LinearModel
  /** The same amid talk: `gate` and how the talk stands. */
  amid: TreeModel
  /** What a reporter's later words say of the report: going_on, withdrawn or resolved. */
  about: LinearModel
}

/** `weights.json`; written by `npm run train`. */
export const PackedMessageModel = z.strictObject({
  version: z.string().min(1),
  /** Names of the features of what reads the words, so that each is looked up once for all. */
  names: z.string(),
  act: PackedModel,
  leaf: PackedModel,
  urgency: PackedModel,
  danger: PackedModel,
  about: PackedModel,
  cut: PackedModel,
  link: PackedModel,
  gate: PackedModel,
  belongs: TreeModel,
  amid: TreeModel,
})
export type PackedMessageModel = z.infer<typeof PackedMessageModel>

export function packMessageModel(model: MessageModel): PackedMessageModel {
  const { act, leaf, urgency, danger, about } = model
  const names = new Vocabulary(
    [act, leaf, urgency, danger, about].flatMap(({ vocabulary }) => vocabulary.names),
  )
  return {
    version: model.version,
    names: packNames(names),
    act: packModel(act, names),
    leaf: packModel(leaf, names),
    urgency: packModel(urgency, names),
    danger: packModel(danger, names),
    about: packModel(about, names),
    cut: packModel(model.cut),
    link: packModel(model.link),
    gate: packModel(model.gate),
    belongs: model.belongs,
    amid: model.amid,
  }
}

/** Throws when the parts do not fit each other. */
export function unpackMessageModel(packed: PackedMessageModel): MessageModel {
  const names = unpackNames(packed.names)
  return {
    version: packed.version,
    act: unpackModel(packed.act, names),
    leaf: unpackModel(packed.leaf, names),
    urgency: unpackModel(packed.urgency, names),
    danger: unpackModel(packed.danger, names),
    about: unpackModel(packed.about, names),
    cut: unpackModel(packed.cut),
    link: unpackModel(packed.link),
    gate: unpackModel(packed.gate),
    belongs: packed.belongs,
    amid: packed.amid,
  }
}
