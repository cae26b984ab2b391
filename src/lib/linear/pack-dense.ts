import { z } from 'zod'
import type { LinearModel } from './model.ts'
import { FixedNames, JOINT } from './names.ts'

/** A model that has a weight for every feature and label, as JSON: numbers in base64 (little endian), a byte a weight. */
export const PackedDense = z.strictObject({
  labels: z.array(z.string().min(1)).min(2),
  /** Joined by line ends; no feature holds one. */
  features: z.string(),
  rarity: z.string(),
  /** Feature by feature, a byte a label: the root of its share of the label's largest. */
  weight: z.string(),
  /** Each label's largest weight. */
  scale: z.array(z.number().min(0)),
  temperature: z.number().positive(),
})
export type PackedDense = z.infer<typeof PackedDense>

/** Steps that rarity is kept in; it stays under 16. */
const RARITY = 4000

/** Packs a model whose features all have their weights in the order of the labels; weights lose what does not fit in a byte. */
export function packDense(model: LinearModel): PackedDense {
  const count = model.labels.length
  const scale = model.labels.map((_, l) => {
    let top = 0
    for (let k = l; k < model.weight.length; k += count) top = Math.max(top, Math.abs(model.weight[k] ?? 0))
    return top
  })
  const bytes = Int8Array.from(model.weight, (weight, k) => {
    const share = weight / (scale[k % count] || 1)
    return Math.round(Math.sign(share) * Math.sqrt(Math.abs(share)) * 127)
  })
  const rarity = Uint16Array.from(model.rarity, (r) => Math.min(65_535, Math.round(r * RARITY)))
  return {
    labels: [...model.labels],
    features: model.vocabulary.names.join(JOINT),
    rarity: Buffer.from(rarity.buffer).toString('base64'),
    weight: Buffer.from(bytes.buffer).toString('base64'),
    scale,
    temperature: model.temperature,
  }
}

/** The way back. Throws when the parts do not fit each other. */
export function unpackDense(packed: PackedDense): LinearModel {
  const { labels, scale, temperature } = packed
  const vocabulary = new FixedNames(packed.features)
  const count = labels.length
  const steps = bytesOf(packed.rarity)
  const bytes = new Int8Array(bytesOf(packed.weight))
  const size = vocabulary.size
  if (steps.byteLength !== size * 2 || bytes.length !== size * count || scale.length !== count)
    throw new Error('model: parts do not fit')
  return {
    labels,
    vocabulary,
    rarity: Float32Array.from(new Uint16Array(steps), (step) => step / RARITY),
    row: Uint32Array.from({ length: size + 1 }, (_, i) => i * count),
    label: Uint16Array.from({ length: size * count }, (_, i) => i % count),
    weight: Float32Array.from(
      bytes,
      (byte, k) => ((byte * Math.abs(byte)) / 127 ** 2) * (scale[k % count] ?? 0),
    ),
    temperature,
  }
}

function bytesOf(text: string): ArrayBuffer {
  return Uint8Array.from(Buffer.from(text, 'base64')).buffer
}
