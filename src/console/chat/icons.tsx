const shapes = {
  photo:
    'M4 7h3l2-2.500h6L17 7h3a1 1 0 0 1 1 1v10.500a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM12 16.500a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  place:
    'M12 21s6.5-6.1 6.5-11a6.5 6.5 0 0 0-13 0c0 4.9 6.5 11 6.5 11zM12 12.200a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600z',
  send: 'M4 12h14M12.5 6l6 6-6 6',
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  down: 'M6 10l6 6 6-6',
} as const

export type IconName = keyof typeof shapes

/** Line icons of 24 units; always beside or in place of words that a screen reader gets elsewhere. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
