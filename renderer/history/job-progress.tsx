import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './job-progress.module.css'

export interface JobProgressLineProps {
  readonly item: Item
  /** Rate, time left and stall; null when unknown. */
  readonly progress: JobProgress | null
  readonly now: number
  readonly labelledBy: string
}

/** The progress of a running job: the bar, the rate and the time left, or that it has stalled. */
export function JobProgressLine({ item, progress, now, labelledBy }: JobProgressLineProps) {
  const { t, formats, duration, shortDuration } = useI18n()
  const stalledSince = progress?.stalledSince ?? null
  return (
    <div>
      <div className={styles.progress}>
        <ProgressBar progress={item.progress} labelledBy={labelledBy} still={stalledSince !== null} />
        <span className={styles.number}>
          {item.progress === null ? t('item.running') : formats.percent(item.progress)}
        </span>
      </div>
      {stalledSince !== null && (
        <p className={styles.stalled}>
          <Icon name="warning" size={12} />
          {t('item.stalled', { duration: duration(now - stalledSince) })}
        </p>
      )}
      {stalledSince === null && progress !== null && progress.leftMs !== null && (
        <p className={styles.left}>
          {t('item.time-left', { duration: shortDuration(progress.leftMs) })}
          {progress.perSecond !== null && ` · ${rate(progress.perSecond)}`}
        </p>
      )}
    </div>
  )

  /** Per second, or per minute when that would be under one percent. */
  function rate(perSecond: number): string {
    const perMinute = perSecond * 60
    if (perSecond >= 0.01) return t('item.per-second', { amount: formats.percent(Math.min(perSecond, 0.99)) })
    return t('item.per-minute', { amount: formats.percent(Math.max(0.01, perMinute)) })
  }
}

export interface ProgressBarProps {
  /** 0 to 1; null when unknown. */
  readonly progress: number | null
  readonly label?: string | undefined
  readonly labelledBy?: string | undefined
  /** Without animation. */
  readonly still?: boolean
}

export function ProgressBar({ progress, label, labelledBy, still = false }: ProgressBarProps) {
  return (
    <progress
      className={styles.bar}
      aria-label={label}
      aria-labelledby={labelledBy}
      data-still={still ? '' : undefined}
      {...(progress === null ? {} : { value: progress, max: 1 })}
    />
  )
}
