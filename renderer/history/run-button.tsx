import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import type { Run } from './rows.ts'
import styles from './run-button.module.css'

export interface RunButtonProps {
  readonly run: Run
  /** Whether the Tab key reaches it. */
  readonly reachable: boolean
  readonly onToggle: () => void
}

/** How many equal items a row stands for; unfolds them. */
export function RunButton({ run, reachable, onToggle }: RunButtonProps) {
  const { t } = useI18n()
  return (
    <button
      type="button"
      className={styles.button}
      tabIndex={reachable ? 0 : -1}
      aria-expanded={run.open}
      onClick={onToggle}
    >
      {t('history.times', { count: run.count })}
      <Icon name="chevron" size={10} />
    </button>
  )
}
