import type { Point } from '../../domain/message.ts'
import { t } from '../texts/index.ts'

/** Where the browser is; rejects with an Error whose message is for people. */
export function locate(): Promise<Point> {
  return new Promise((resolve, reject) => {
    if (!('geolocation' in navigator)) return reject(new Error(t.locateMissing))
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lng: coords.longitude, lat: coords.latitude }),
      (error) => reject(new Error(error.code === error.PERMISSION_DENIED ? t.locateDenied : t.locateFailed)),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 60_000 },
    )
  })
}
