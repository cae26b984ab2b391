/** Said of what was mended and is broken anew, or of what was never mended. */
const AGAIN =
  /(?:又|再次|刚修好?|修好没|才修)[^,。]{0,6}(?:坏|堵|漏|灭|不亮|停|塌|爆|断|破|倒|溢|冒|丢|裂|响|吵|垂|掉)/

/** The words by which a plain text says that it happened again, or null. */
export const saysAgain = (text: string): string | null => AGAIN.exec(text)?.[0] ?? null
