import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job-progress.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './job-progress.module.css'
import { ProgressBar } from './progress-bar.tsx'

export interface JobProgressLineProps {
  readonly item: Item
  /** How it is getting on, where that is known. */
  readonly look: JobProgress | null
  readonly now: number
  readonly labelledBy: string
}

/** How far a running job is, how fast, and whether it has gone silent; without a number the bar shows that it runs. */
export function JobProgressLine({ item: { progress }, look, now, labelledBy }: JobProgressLineProps) {
  const { t, formats, duration, shortDuration } = useI18n()
  const stalledSince = look?.stalledSince ?? null
  return (
    <div>
      <div className={styles.progress}>
        <ProgressBar progress={progress} labelledBy={labelledBy} still={stalledSince !== null} />
        <span className={styles.number}>
          {progress === null ? t('item.running') : formats.percent(progress)}
        </span>
      </div>
      {stalledSince !== null && (
        <p className={styles.stalled}>
          <Icon name="warning" size={12} />
          {t('item.stalled', { duration: duration(now - stalledSince) })}
        </p>
      )}
      {stalledSince === null && look !== null && look.leftMs !== null && (
        <p className={styles.left}>
          {t('item.timeLeft', { duration: shortDuration(look.leftMs) })}
          {look.perSecond !== null && ` · ${rate(look.perSecond)}`}
        </p>
      )}
    </div>
  )

  /** Parts of the whole, by whatever unit of time gives a number one can feel. */
  function rate(perSecond: number): string {
    const perMinute = perSecond * 60
    if (perSecond >= 0.01) return t('item.perSecond', { amount: formats.percent(Math.min(perSecond, 0.99)) })
    return t('item.perMinute', { amount: formats.percent(Math.max(0.01, perMinute)) })
  }
}
