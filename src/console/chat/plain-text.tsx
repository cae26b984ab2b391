const LINK = /(https?:\/\/[^\s<>"',。;、)】]+)/g
/** Signs of urgency that a text may carry; drawn by us, since not every system has a font with them. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '🔴': 'emergency',
    '🟠': 'urgent',
    '🟡': 'urgent',
    '🔵': 'normal',
    '⚪': 'low',
    '🟢': 'done',
    '✅': 'done',
  }),
)
const SIGN = /(🔴|🟠|🟡|🔵|⚪|🟢|✅)\uFE0F?/gu

/** Text as it was written; web addresses in it can be followed. */
export function PlainText({ text }: { text: string }) {
  return keyed(text.split(LINK)).map(([key, piece]) =>
    piece.startsWith('http') ? (
      <a key={key} href={piece} target="_blank" rel="noreferrer">
        {piece}
      </a>
    ) : (
      <Signs key={key} text={piece} />
    ),
  )
}

function Signs({ text }: { text: string }) {
  return keyed(text.split(SIGN)).map(([key, piece]) =>
    SIGNS.has(piece) ? (
      <i key={key} className={`sign sign-${SIGNS.get(piece)}`} aria-hidden="true" />
    ) : (
      <span key={key}>{piece}</span>
    ),
  )
}

/** Pieces with where they begin, which tells equal pieces apart. */
function keyed(pieces: readonly string[]): [number, string][] {
  let at = 0
  return pieces.map((piece) => {
    const key = at
    at += piece.length + 1
    return [key, piece]
  })
}
