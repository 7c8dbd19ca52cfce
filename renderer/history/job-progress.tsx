import { percent } from './item-text.ts'
import styles from './job-progress.module.css'

/** How far a running job is; without a number the bar only shows that it runs. */
export function JobProgress({
  progress,
  labelledBy,
}: {
  readonly progress: number | null
  readonly labelledBy: string
}) {
  return (
    <div className={styles.progress}>
      {progress === null ? (
        <progress className={styles.bar} aria-labelledby={labelledBy} />
      ) : (
        <progress className={styles.bar} value={progress} max={1} aria-labelledby={labelledBy} />
      )}
      <span className={styles.number}>{progress === null ? 'Running' : percent(progress)}</span>
    </div>
  )
}
