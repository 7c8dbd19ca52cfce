import type { ReactNode } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon, type IconName } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import type { Filter } from './filter.ts'

export interface EmptyStateProps {
  readonly filter: Filter
  readonly onShowAll: () => void
}

/** Shown instead of an empty list: why it is empty, and what to do next. */
export function EmptyState({ filter, onShowAll }: EmptyStateProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const showAll = (
    <button type="button" className={buttons.outlined} onClick={onShowAll}>
      {t('empty.showAll')}
    </button>
  )
  const search = filter.search.trim()
  if (search !== '') {
    return (
      <Page icon="search" title={t('empty.notFound', { search })} text={t('empty.notFoundHint')}>
        {showAll}
      </Page>
    )
  }
  if (filter.category !== null) {
    return (
      <Page icon="filter" title={t('empty.noneInCategory', { category: filter.category })}>
        {showAll}
      </Page>
    )
  }
  switch (filter.show) {
    case 'unread':
      return (
        <Page icon="check" title={t('empty.allRead')}>
          {showAll}
        </Page>
      )
    case 'jobs':
      return (
        <Page icon="ring" title={t('empty.noJobs')} text={t('empty.noJobsHint')}>
          {showAll}
        </Page>
      )
    case 'failed':
      return (
        <Page icon="check" title={t('empty.noFailed')} text={t('empty.noFailedHint')}>
          {showAll}
        </Page>
      )
    case 'all': {
      const connected = snapshot.status.connection.kind === 'open'
      return (
        <Page
          icon="bell"
          title={t('empty.nothingYet')}
          text={t(connected ? 'empty.nothingYetConnected' : 'empty.nothingYetWaiting')}
        >
          {connected && (
            <button
              type="button"
              className={buttons.outlined}
              onClick={() => bridge.send({ type: 'test-toast' })}
            >
              {t('empty.sendTest')}
            </button>
          )}
        </Page>
      )
    }
    default:
      return filter.show satisfies never
  }
}

interface PageProps {
  readonly icon: IconName
  readonly title: string
  readonly text?: string
  readonly children?: ReactNode
}

function Page({ icon, title, text, children }: PageProps) {
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name={icon} size={28} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  )
}
