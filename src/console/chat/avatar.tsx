const COLOURS = 8

/** The last character of a Chinese name, the first letter of another, on a colour that stays with the person. */
export function Avatar({ name, id }: { name: string; id: string }) {
  const characters = [...name.trim()]
  const initial = /\p{Script=Han}/u.test(name) ? characters.slice(-2).join('') : (characters[0] ?? '?')
  return (
    <span className={`avatar avatar-${hash(id) % COLOURS}`} aria-hidden="true">
      {initial}
    </span>
  )
}

export function BotAvatar() {
  return (
    <span className="avatar avatar-bot" aria-hidden="true">
      <svg width="22" height="22" viewBox="7 6 34 34" role="presentation">
        <path d="M9 21h19.5a9.5 9.5 0 1 1-8.9 6.2L9 26z" fill="#fff" />
        <circle cx="28.5" cy="30.5" r="4" fill="#0b6e5f" />
        <path
          d="M30 8v6M37.5 10l-2.5 5.5M22.5 10l2.5 5.5"
          stroke="#ffd36b"
          strokeWidth="3"
          strokeLinecap="round"
        />
      </svg>
    </span>
  )
}

function hash(text: string): number {
  let sum = 7
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return sum
}
