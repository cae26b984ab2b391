/** Tried from sure to unsure; each step a tenth more. */
const STEPS = 40
const FIRST = 0.05

/** The temperature that makes shares of held-out scores most honest (least log loss). */
export function fitTemperature(scores: readonly Float64Array[], truth: ArrayLike<number>): number {
  let best = 1
  let least = Number.POSITIVE_INFINITY
  for (let step = 0; step < STEPS; step++) {
    const temperature = FIRST * 1.1 ** step
    let loss = 0
    scores.forEach((row, i) => {
      const top = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
      const sum = row.reduce((total, score) => total + Math.exp((score - top) / temperature), 0)
      loss += Math.log(sum) - ((row[truth[i] ?? 0] ?? 0) - top) / temperature
    })
    if (loss < least) {
      least = loss
      best = temperature
    }
  }
  return best
}
