import { seeded } from '../../src/lib/linear/random.ts'

/** Rows of a sparse matrix: columns, each once, and their values. */
export interface SparseRow {
  at: Int32Array
  value: Float64Array
}

const ROUNDS = 40

/**
 * The strongest common directions of the columns, by orthogonal iteration: for each column its numbers, and how strong
 * each direction is. The same input gives the same output.
 */
export function strongestDirections(
  rows: readonly SparseRow[],
  columns: number,
  size: number,
): { directions: Float64Array; strength: Float64Array } {
  const random = seeded(7)
  let directions: Float64Array = Float64Array.from({ length: columns * size }, () => random() - 0.5)
  orthonormalise(directions, columns, size)
  const strength = new Float64Array(size)
  for (let round = 0; round < ROUNDS; round++) {
    const next = timesGram(rows, directions, columns, size)
    for (let k = 0; k < size; k++) {
      let along = 0
      for (let c = 0; c < columns; c++) along += (next[c * size + k] ?? 0) * (directions[c * size + k] ?? 0)
      strength[k] = along
    }
    orthonormalise(next, columns, size)
    directions = next
  }
  return { directions, strength }
}

function timesGram(
  rows: readonly SparseRow[],
  directions: Float64Array,
  columns: number,
  size: number,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(columns * size)
  const sum = new Float64Array(size)
  for (const { at, value } of rows) {
    sum.fill(0)
    at.forEach((column, i) => {
      for (let k = 0; k < size; k++)
        sum[k] = (sum[k] ?? 0) + (value[i] ?? 0) * (directions[column * size + k] ?? 0)
    })
    at.forEach((column, i) => {
      for (let k = 0; k < size; k++)
        out[column * size + k] = (out[column * size + k] ?? 0) + (value[i] ?? 0) * (sum[k] ?? 0)
    })
  }
  return out
}

/** Gram-Schmidt, in place. */
function orthonormalise(matrix: Float64Array, columns: number, size: number): void {
  for (let k = 0; k < size; k++) {
    for (let j = 0; j < k; j++) {
      let dot = 0
      for (let c = 0; c < columns; c++) dot += (matrix[c * size + k] ?? 0) * (matrix[c * size + j] ?? 0)
      for (let c = 0; c < columns; c++)
        matrix[c * size + k] = (matrix[c * size + k] ?? 0) - dot * (matrix[c * size + j] ?? 0)
    }
    let length = 0
    for (let c = 0; c < columns; c++) length += (matrix[c * size + k] ?? 0) ** 2
    length = Math.sqrt(length) || 1
    for (let c = 0; c < columns; c++) matrix[c * size + k] = (matrix[c * size + k] ?? 0) / length
  }
}
