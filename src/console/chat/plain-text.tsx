const LINK = /(https?:\/\/[^\s<>"'，。；、）】]+)/g

/** Text as it was written; web addresses in it can be followed. */
export function PlainText({ text }: { text: string }) {
  let at = 0
  return text.split(LINK).map((piece) => {
    const key = at
    at += piece.length
    return piece.startsWith('http') ? (
      <a key={key} href={piece} target="_blank" rel="noreferrer">
        {piece}
      </a>
    ) : (
      <span key={key}>{piece}</span>
    )
  })
}
