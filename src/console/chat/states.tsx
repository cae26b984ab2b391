import { t } from '../texts/index.ts'

/** Grey shapes in place of the messages that are on their way. */
export function Skeleton() {
  return (
    <div className="timeline skeleton" role="status" aria-label={t.loading}>
      <i className="bone bone-left" />
      <i className="bone bone-right" />
      <i className="bone bone-card" />
      <i className="bone bone-right bone-short" />
    </div>
  )
}

export function Trouble({
  title,
  remedy,
  onRetry,
}: {
  title: string
  remedy: string
  onRetry?: (() => void) | undefined
}) {
  return (
    <div className="trouble" role="alert">
      <p className="trouble-title">{title}</p>
      <p>{remedy}</p>
      {onRetry && (
        <button type="button" className="button button-main" onClick={onRetry}>
          {t.retry}
        </button>
      )}
    </div>
  )
}
