import { z } from 'zod'
import type { LinearModel } from './model.ts'
import { Vocabulary } from './sparse.ts'

/** A model as JSON: numbers in base64 (little endian), weights as one byte each, times the scale of their label. */
export const PackedModel = z.strictObject({
  labels: z.array(z.string()).min(1),
  features: z.array(z.string()).or(z.string()),
  rarity: z.string(),
  row: z.string(),
  label: z.string(),
  weight: z.string(),
  scale: z.array(z.number()),
  temperature: z.number().positive(),
})
export type PackedModel = z.infer<typeof PackedModel>

/** Steps that rarity is kept in. */
const RARITY = 20
/** Names of features are joined by this; no feature holds white space. */
const JOINT = '\n'

/** Packs a model; weights lose what does not fit in a byte. */
export function packModel(model: LinearModel): PackedModel {
  const scale = model.labels.map(() => 0)
  model.weight.forEach((weight, k) => {
    const label = model.label[k] ?? 0
    scale[label] = Math.max(scale[label] ?? 0, Math.abs(weight) / 127)
  })
  const bytes = Int8Array.from(model.weight, (weight, k) => Math.round(weight / (scale[model.label[k] ?? 0] || 1)))
  const lengths = Uint16Array.from(model.vocabulary.names, (_, i) => (model.row[i + 1] ?? 0) - (model.row[i] ?? 0))
  return {
    labels: [...model.labels],
    features: model.vocabulary.names.join(JOINT),
    rarity: base64(Uint8Array.from(model.rarity, (r) => Math.min(255, Math.round(r * RARITY)))),
    row: base64(lengths),
    label: base64(model.label),
    weight: base64(bytes),
    scale,
    temperature: model.temperature,
  }
}

/** The way back. Throws when the parts do not fit each other. */
export function unpackModel(packed: PackedModel): LinearModel {
  const names = typeof packed.features === 'string' ? packed.features.split(JOINT) : packed.features
  const lengths = new Uint16Array(bytesOf(packed.row).buffer)
  const label = new Uint16Array(bytesOf(packed.label).buffer)
  const raw = new Int8Array(bytesOf(packed.weight).buffer)
  const row = new Uint32Array(names.length + 1)
  for (let i = 0; i < names.length; i++) row[i + 1] = (row[i] ?? 0) + (lengths[i] ?? 0)
  if (row[names.length] !== raw.length || label.length !== raw.length) throw new Error('model: parts do not fit')
  return {
    labels: packed.labels,
    vocabulary: new Vocabulary(names),
    rarity: Float32Array.from(bytesOf(packed.rarity), (byte) => byte / RARITY),
    row,
    label,
    weight: Float32Array.from(raw, (byte, k) => byte * (packed.scale[label[k] ?? 0] ?? 0)),
    temperature: packed.temperature,
  }
}

function base64(numbers: Uint8Array | Uint16Array | Int8Array): string {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'))
}
