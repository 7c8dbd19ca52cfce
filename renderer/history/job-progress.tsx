import type { Item } from '../../electron/model/item.ts'
import type { JobLook } from '../../electron/model/job-progress.ts'
import { duration, shortDuration } from '../format/duration.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './job-progress.module.css'
import { ProgressBar } from './progress-bar.tsx'

export interface JobProgressProps {
  readonly item: Item
  /** How it is getting on, where that is known. */
  readonly look: JobLook | null
  readonly now: number
  readonly labelledBy: string
}

/** How far a running job is, how fast, and whether it has gone silent; without a number the bar shows that it runs. */
export function JobProgress({ item: { progress }, look, now, labelledBy }: JobProgressProps) {
  const { say, formats } = useSpeech()
  const stalledSince = look?.stalledSince ?? null
  return (
    <div>
      <div className={styles.progress}>
        <ProgressBar progress={progress} labelledBy={labelledBy} still={stalledSince !== null} />
        <span className={styles.number}>
          {progress === null ? say('item.running') : formats.percent(progress)}
        </span>
      </div>
      {stalledSince !== null && (
        <p className={styles.stalled}>
          <Icon name="warning" size={12} />
          {say('item.stalled', { duration: duration(now - stalledSince, say) })}
        </p>
      )}
      {stalledSince === null && look !== null && look.leftMs !== null && (
        <p className={styles.left}>
          {say('item.timeLeft', { duration: shortDuration(look.leftMs, say) })}
          {look.perSecond !== null && ` · ${rate(look.perSecond)}`}
        </p>
      )}
    </div>
  )

  /** Parts of the whole, by whatever unit of time gives a number one can feel. */
  function rate(perSecond: number): string {
    const perMinute = perSecond * 60
    if (perSecond >= 0.01)
      return say('item.perSecond', { amount: formats.percent(Math.min(perSecond, 0.99)) })
    return say('item.perMinute', { amount: formats.percent(Math.max(0.01, perMinute)) })
  }
}
