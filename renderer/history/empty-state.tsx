import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { emptyText } from './empty-text.ts'
import type { Filter } from './filter.ts'

export interface EmptyStateProps {
  readonly filter: Filter
  readonly onShowAll: () => void
}

/** Shown instead of an empty list. */
export function EmptyState({ filter, onShowAll }: EmptyStateProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const { icon, title, text, action } = emptyText(filter, snapshot.status.connection.kind === 'open', t)
  const sendTest = () => bridge.send({ type: 'test-notification' })
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name={icon} size={28} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== null && <p className={styles.text}>{text}</p>}
      {action !== null && (
        <button
          type="button"
          className={buttons.outlined}
          onClick={action === 'show-all' ? onShowAll : sendTest}
        >
          {t(action === 'show-all' ? 'empty.showAll' : 'empty.sendTest')}
        </button>
      )}
    </section>
  )
}
