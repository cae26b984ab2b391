/** Photos of one scene differ in so many of 64 bits at most; by chance two do in one of a million pairs. */
const NEAR = 8

/** Whether a photo of the one looks like a photo of the other. What is no hash is left out. */
export function photosAlike(
  a: readonly (bigint | string)[] | undefined,
  b: readonly (bigint | string)[] | undefined,
): boolean {
  const others = (b ?? []).map(bits).filter((hash) => hash !== null)
  return (a ?? [])
    .map(bits)
    .some((hash) => hash !== null && others.some((other) => differing(hash, other) <= NEAR))
}

function bits(hash: bigint | string): bigint | null {
  if (typeof hash === 'bigint') return BigInt.asUintN(64, hash)
  return /^[\da-f]{16}$/i.test(hash) ? BigInt(`0x${hash}`) : null
}

function differing(a: bigint, b: bigint): number {
  let rest = a ^ b
  let count = 0
  for (; rest > 0n; rest &= rest - 1n) count++
  return count
}
