import type { Translate } from '../i18n/i18n.ts'
import type { IconName } from '../style/icons.tsx'
import type { Filter } from './filter.ts'

/** What to say instead of an empty list, and the button that helps; null where none does. */
export interface EmptyText {
  readonly icon: IconName
  readonly title: string
  readonly text: string | null
  readonly action: 'show-all' | 'send-test' | null
}

/** Why a list is empty under this filter, and what to do next. */
export function emptyText({ show, category, search }: Filter, connected: boolean, t: Translate): EmptyText {
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
