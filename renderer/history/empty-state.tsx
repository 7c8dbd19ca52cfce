import type { View } from '../../electron/ipc/contract.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import type { Filter } from './filter-bar.tsx'

export interface EmptyStateProps {
  readonly view: View
  readonly filter: Filter
  readonly onShowAll: () => void
}

/** Instead of an empty list: why it is empty, and what comes next. */
export function EmptyState({ view, filter, onShowAll }: EmptyStateProps) {
  const connected = view.status.connection.kind === 'open'
  if (filter === 'unread') {
    return (
      <section className={styles.page}>
        <span className={styles.sign}>
          <Icon name="check" size={28} />
        </span>
        <h1 className={styles.title}>You have read everything</h1>
        <button type="button" className={buttons.plain} onClick={onShowAll}>
          Show all
        </button>
      </section>
    )
  }
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name="bell" size={28} />
      </span>
      <h1 className={styles.title}>Nothing has happened yet</h1>
      <p className={styles.text}>
        {connected
          ? 'Start an export and close the tab: when it is done, your desktop tells you, and it stays listed here.'
          : 'Once the connection is there, what the server has to tell is listed here.'}
      </p>
    </section>
  )
}
