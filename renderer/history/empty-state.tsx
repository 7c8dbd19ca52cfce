import { type Translate, useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
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
        <Button variant="outlined" onClick={action === 'show-all' ? onShowAll : sendTest}>
          {t(action === 'show-all' ? 'empty.showAll' : 'empty.sendTest')}
        </Button>
      )}
    </section>
  )
}

/** What to say instead of an empty list, and the button that helps; null where none does. */
interface EmptyText {
  readonly icon: IconName
  readonly title: string
  readonly text: string | null
  readonly action: 'show-all' | 'send-test' | null
}

/** Why a list is empty under this filter, and what to do next. */
function emptyText({ show, category, search }: Filter, connected: boolean, t: Translate): EmptyText {
  if (search.trim() !== '') {
    const title = t('empty.notFound', { search: search.trim() })
    return { icon: 'search', title, text: t('empty.notFoundHint'), action: 'show-all' }
  }
  if (category !== null) {
    return { icon: 'filter', title: t('empty.noneInCategory', { category }), text: null, action: 'show-all' }
  }
  switch (show) {
    case 'unread':
      return { icon: 'check', title: t('empty.allRead'), text: null, action: 'show-all' }
    case 'jobs':
      return { icon: 'ring', title: t('empty.noJobs'), text: t('empty.noJobsHint'), action: 'show-all' }
    case 'failed':
      return { icon: 'check', title: t('empty.noFailed'), text: t('empty.noFailedHint'), action: 'show-all' }
    case 'all':
      return {
        icon: 'bell',
        title: t('empty.nothingYet'),
        text: t(connected ? 'empty.nothingYetConnected' : 'empty.nothingYetWaiting'),
        action: connected ? 'send-test' : null,
      }
    default:
      return show satisfies never
  }
}
