import type { Pending } from './room-state.ts'

/** Keeps unsent messages over a reload. */
export interface Keeper {
  load(): Pending[]
  save(pending: readonly Pending[]): void
}

/**
 * In the browser's storage, by speaker and room. Photos that are not uploaded yet cannot be kept there: a message
 * with such photos lives as long as the page.
 */
export function storageKeeper(userId: string, room: string): Keeper {
  const key = `gridwhistle.unsent.${userId}.${room}`
  return {
    load() {
      try {
        const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
        return Array.isArray(kept)
          ? kept.map((pending: Pending) => ({ ...pending, state: 'waiting', photos: [] }))
          : []
      } catch {
        return []
      }
    },
    save(pending) {
      const kept = pending.filter((p) => p.photos.length === 0)
      try {
        if (kept.length === 0) localStorage.removeItem(key)
        else localStorage.setItem(key, JSON.stringify(kept))
      } catch {
        // Private windows may refuse storage; the message is then kept only in this page.
      }
    },
  }
}
