import { type TouchEvent, useRef } from 'react'

const FAR = 56

/** Swiping a message to the right answers it; movement that is mostly vertical stays scrolling. */
export function useSwipe(onSwipe: () => void) {
  const start = useRef<{ x: number; y: number } | null>(null)
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches[0]
      start.current = touch && event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd(event: TouchEvent) {
      const touch = event.changedTouches[0]
      const from = start.current
      start.current = null
      if (!touch || !from) return
      const [dx, dy] = [touch.clientX - from.x, Math.abs(touch.clientY - from.y)]
      if (dx > FAR && dy < dx / 2) onSwipe()
    },
  }
}
