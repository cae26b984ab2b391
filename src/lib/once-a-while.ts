/**
 * Runs `work` at most once per `ms`: callers in between get the last answer, callers during a run wait for it.
 * A failure is not kept.
 */
export function onceAWhile<T>(ms: number, work: () => Promise<T>): () => Promise<T> {
  let last: { until: number; answer: Promise<T> } | undefined
  return () => {
    if (last && performance.now() < last.until) return last.answer
    const run = { until: Number.POSITIVE_INFINITY, answer: work() }
    last = run
    run.answer.then(
      () => {
        run.until = performance.now() + ms
      },
      () => {
        run.until = 0
      },
    )
    return run.answer
  }
}
