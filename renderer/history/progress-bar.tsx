import styles from './job-progress.module.css'

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
