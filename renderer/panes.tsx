import { type ReactNode, type RefObject, useSyncExternalStore } from 'react'
import { keyScope } from './commands/focus-place.ts'
import { useI18n } from './i18n/i18n.ts'
import styles from './panes.module.css'

/** From this width on, the details of an item have room beside the list. */
const wide = '(min-width: 900px)'

/** Whether there is room for two panes. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(wide)
      query.addEventListener('change', onChange)
      return () => query.removeEventListener('change', onChange)
    },
    () => window.matchMedia(wide).matches,
  )
}

export interface PanesProps {
  readonly list: ReactNode
  /** Null: the list has the whole width to itself. */
  readonly detail: ReactNode
  readonly detailRef: RefObject<HTMLElement | null>
}

/** The list and, where there is room, the details of its active item. */
export function Panes({ list, detail, detailRef }: PanesProps) {
  const { t } = useI18n()
  return (
    <div className={styles.panes} data-panes={detail === null ? 'one' : 'two'}>
      <div className={styles.list}>{list}</div>
      {detail !== null && (
        <aside
          ref={detailRef}
          className={styles.detail}
          aria-label={t('history.detail')}
          // Not a stop of the Tab key: its content is.
          tabIndex={-1}
          {...keyScope('detail')}
        >
          {detail}
        </aside>
      )}
    </div>
  )
}
