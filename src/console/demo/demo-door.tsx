import { useEffect, useState } from 'react'
import type { WireDemo } from '../../http/web-chat/wire.ts'
import { type ApiError, asApiError, doors } from '../api/client.ts'
import { Skeleton, Trouble } from '../chat/states.tsx'
import { t } from '../texts/index.ts'
import { DemoPage } from './demo-page.tsx'

/** The first page: the demo in the demo town, elsewhere a word on how to come in. */
export function DemoDoor() {
  const [demo, setDemo] = useState<WireDemo | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const [attempt, setAttempt] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks for another try
  useEffect(() => {
    setError(null)
    document.documentElement.lang = t.locale
    doors.demo().then(setDemo, (fault: unknown) => setError(asApiError(fault)))
  }, [attempt])

  if (demo) return <DemoPage demo={demo} />
  if (error?.code === 'not_demo') return <Trouble title={t.needLink} remedy={t.needLinkWhy} />
  if (error)
    return <Trouble title={error.message} remedy={error.remedy} onRetry={() => setAttempt((n) => n + 1)} />
  return <Skeleton />
}
