import { useI18n } from '../i18n/i18n.ts'
import styles from './list-divider.module.css'
import type { MoreRow } from './rows.ts'

export interface MoreDividerProps {
  readonly row: MoreRow
  readonly active: boolean
  readonly onMore: () => void
}

/** At the end of a list that is grouped: only what is loaded is, and more of it is loaded on request. */
export function MoreDivider({ row, active, onMore }: MoreDividerProps) {
  const { t } = useI18n()
  const text = t('history.newest', { count: row.count })
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is a grid, not a table
    <div
      role="row"
      className={styles.divider}
      data-plain=""
      tabIndex={active ? 0 : -1}
      aria-label={text}
      aria-rowindex={row.stop + 1}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus is on the row, or on its button */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" className={styles.cell}>
        <p className={styles.text}>{text}</p>
        <button type="button" className={styles.button} tabIndex={active ? 0 : -1} onClick={onMore}>
          {t('history.load-more')}
        </button>
      </div>
    </div>
  )
}
