import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job.ts'
import { useI18n } from '../i18n/i18n.ts'
import styles from './job-progress.module.css'

export interface JobProgressBarProps {
  readonly item: Item
  /** What was measured of its progress; null: nothing was. */
  readonly measured: JobProgress | null
  readonly label: string
}

/** The progress of a running job: a bar and a number. */
export function JobProgressBar({ item: { progress }, measured, label }: JobProgressBarProps) {
  const { formats } = useI18n()
  return (
    <span className={styles.progress}>
      <ProgressBar progress={progress} label={label} still={measured?.stalledSince != null} />
      {progress !== null && <span className={styles.number}>{formats.percent(progress)}</span>}
    </span>
  )
}

export interface ProgressBarProps {
  /** 0 to 1; null when unknown. */
  readonly progress: number | null
  readonly label: string
  /** Without animation. */
  readonly still?: boolean
}

export function ProgressBar({ progress, label, still = false }: ProgressBarProps) {
  return (
    <progress
      className={styles.bar}
      aria-label={label}
      data-still={still ? '' : undefined}
      {...(progress === null ? {} : { value: progress, max: 1 })}
    />
  )
}
