import { type Translate, useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import type { Filter } from './filter.ts'
import { sourceOf } from './item-origin.ts'

export interface EmptyStateProps {
  readonly filter: Filter
  readonly onShowAll: () => void
}

/** Shown instead of an empty list. */
export function EmptyState({ filter, onShowAll }: EmptyStateProps) {
  const { bridge, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const server = filter.source === null ? null : isolate(sourceOf(filter.source, snapshot.sources).name)
  const connected = snapshot.servers.some(({ status }) => status.connection.kind === 'open')
  const { icon, title, text, action } = emptyText(filter, server, connected, t)
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

/**
 * Why a list is empty under this filter, and what to do next.
 *
 * @param server the name of the server that the filter is for; null: it is for all
 */
function emptyText(filter: Filter, server: string | null, connected: boolean, t: Translate): EmptyText {
  const { show, category, search } = filter
  if (search.trim() !== '') {
    const title = t('empty.notFound', { search: search.trim() })
    return { icon: 'search', title, text: t('empty.notFoundHint'), action: 'show-all' }
  }
  if (category !== null) {
    const title =
      server === null
        ? t('empty.noneInCategory', { category })
        : t('empty.noneInCategoryFrom', { category, server })
    return { icon: 'filter', title, text: null, action: 'show-all' }
  }
  if (server !== null) {
    return {
      icon: show === 'unread' ? 'check' : 'filter',
      title: emptyOf(show, server, t),
      text: null,
      action: 'show-all',
    }
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

/** That there is nothing of this kind from one server. */
function emptyOf(show: Filter['show'], server: string, t: Translate): string {
  switch (show) {
    case 'all':
      return t('empty.noneFrom', { server })
    case 'unread':
      return t('empty.allReadFrom', { server })
    case 'jobs':
      return t('empty.noJobsFrom', { server })
    case 'failed':
      return t('empty.noFailedFrom', { server })
    default:
      return show satisfies never
  }
}
