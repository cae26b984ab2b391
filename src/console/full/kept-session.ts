import type { WireEntered } from '../../http/web-chat/wire.ts'
import { ApiError, doors } from '../api/client.ts'

const TOKEN = 'gridwhistle.token'
const LINK = 'gridwhistle.link'

/**
 * Comes in with the link in the address, else with what an earlier visit left. A session that is over is renewed with
 * the kept link; a link that was made void is forgotten.
 *
 * @returns null when nothing of that is there.
 */
export async function comeIn(): Promise<WireEntered | null> {
  const inAddress = location.pathname === '/enter' && location.hash.length > 1 ? location.hash.slice(1) : null
  if (inAddress) {
    const entered = await enterBy(inAddress)
    // The secret part must not stay in the address bar and the history.
    history.replaceState(null, '', `/chat${location.search}`)
    return entered
  }
  const token = localStorage.getItem(TOKEN)
  if (token) {
    try {
      return { token, ...(await doors.rooms(token)) }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      localStorage.removeItem(TOKEN)
    }
  }
  const link = localStorage.getItem(LINK)
  return link ? enterBy(link) : null
}

async function enterBy(link: string): Promise<WireEntered> {
  try {
    const entered = await doors.enterByLink(link)
    localStorage.setItem(LINK, link)
    keepToken(entered.token)
    return entered
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) localStorage.removeItem(LINK)
    throw error
  }
}

export function keepToken(token: string): void {
  localStorage.setItem(TOKEN, token)
}
