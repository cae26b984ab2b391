import { z } from 'zod'
import type { LinearModel } from './model.ts'
import { FixedNames, JOINT, type Names } from './names.ts'

/** A model as JSON: numbers and names in base64 (little endian, UTF-8), weights as one byte each: the root of their share of the label's largest. */
export const PackedModel = z.strictObject({
  labels: z.array(z.string()).min(1),
  /**
   * Names of the features, a line each; in base64 the file is plain ASCII and takes half the memory while it is read.
   * Empty when they are those of several models and kept apart.
   */
  features: z.string(),
  rarity: z.string(),
  row: z.string(),
  label: z.string(),
  weight: z.string(),
  scale: z.array(z.number()),
  temperature: z.number().positive(),
})
export type PackedModel = z.infer<typeof PackedModel>

/** Steps that rarity is kept in. */
const RARITY = 4000
/** With more labels than this a weight's label takes two bytes. */
const MOST_IN_A_BYTE = 256

/** Packs names of features. */
export function packNames(names: Names): string {
  return Buffer.from(names.names.join(JOINT)).toString('base64')
}

/** The way back. */
export function unpackNames(packed: string): FixedNames {
  return new FixedNames(Buffer.from(packed, 'base64').toString())
}

/** Packs a model; weights lose what does not fit in a byte. With names that several models share, these stay apart. */
export function packModel(own: LinearModel, shared?: Names): PackedModel {
  const model = shared ? renamed(own, shared) : own
  const scale = model.labels.map(() => 0)
  model.weight.forEach((weight, k) => {
    const label = model.label[k] ?? 0
    scale[label] = Math.max(scale[label] ?? 0, Math.abs(weight))
  })
  const bytes = Int8Array.from(model.weight, (weight, k) => {
    const share = weight / (scale[model.label[k] ?? 0] || 1)
    return Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)) * 127)
  })
  const lengths = Uint16Array.from(
    { length: model.vocabulary.size },
    (_, i) => (model.row[i + 1] ?? 0) - (model.row[i] ?? 0),
  )
  return {
    labels: [...model.labels],
    features: shared ? '' : packNames(model.vocabulary),
    rarity: base64(Uint16Array.from(model.rarity, (r) => Math.min(65_535, Math.round(r * RARITY)))),
    row: base64(lengths),
    label: base64(
      model.labels.length > MOST_IN_A_BYTE ? Uint16Array.from(model.label) : Uint8Array.from(model.label),
    ),
    weight: base64(bytes),
    scale,
    temperature: model.temperature,
  }
}

/** The same model with the features in the order of other names, among which its own are. */
function renamed(model: LinearModel, shared: Names): LinearModel {
  const at = shared.names.map((name) => model.vocabulary.of(name))
  const row = new Uint32Array(at.length + 1)
  const taken: number[] = []
  at.forEach((old, i) => {
    for (let k = model.row[old] ?? 0; old !== -1 && k < (model.row[old + 1] ?? 0); k++) taken.push(k)
    row[i + 1] = taken.length
  })
  return {
    ...model,
    vocabulary: shared,
    rarity: Float32Array.from(at, (old) => model.rarity[old] ?? 0),
    row,
    label: Uint16Array.from(taken, (k) => model.label[k] ?? 0),
    weight: Float32Array.from(taken, (k) => model.weight[k] ?? 0),
  }
}

/** The way back. Throws when the parts do not fit each other. */
export function unpackModel(packed: PackedModel, shared?: Names): LinearModel {
  const vocabulary = shared ?? unpackNames(packed.features)
  const size = vocabulary.size
  const lengths = new Uint16Array(bytesOf(packed.row).buffer)
  const labels = bytesOf(packed.label)
  const label = packed.labels.length > MOST_IN_A_BYTE ? new Uint16Array(labels.buffer) : labels
  const raw = new Int8Array(bytesOf(packed.weight).buffer)
  const row = new Uint32Array(size + 1)
  for (let i = 0; i < size; i++) row[i + 1] = (row[i] ?? 0) + (lengths[i] ?? 0)
  if (row[size] !== raw.length || label.length !== raw.length) throw new Error('model: parts do not fit')
  return {
    labels: packed.labels,
    vocabulary,
    rarity: Float32Array.from(new Uint16Array(bytesOf(packed.rarity).buffer), (steps) => steps / RARITY),
    row,
    label,
    weight: Float32Array.from(
      raw,
      (byte, k) => ((byte * Math.abs(byte)) / 127 ** 2) * (packed.scale[label[k] ?? 0] ?? 0),
    ),
    temperature: packed.temperature,
  }
}

function base64(numbers: Uint8Array | Uint16Array | Int8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}
