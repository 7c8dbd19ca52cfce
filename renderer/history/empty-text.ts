import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { Translate } from '../i18n/i18n.ts'
import type { IconName } from '../style/icons.tsx'
import { refinementsOf } from './filter.ts'

/** What to say instead of an empty list, and the button that helps; null where none does. */
export interface EmptyText {
  readonly icon: IconName
  readonly title: string
  readonly text: string | null
  readonly action: 'show-all' | 'search-all' | 'send-test' | null
}

/**
 * Why a list is empty under this filter, and what to do next.
 *
 * @param server the name of the server that the filter is for; null: it is for all
 */
export function emptyText(
  filter: WindowFilter,
  server: string | null,
  connected: boolean,
  t: Translate,
): EmptyText {
  const search = filter.search.trim()
  const isRefined = refinementsOf(filter).length > 0
  if (search !== '') {
    return {
      icon: 'search',
      title: t('empty.not-found', { search }),
      text: t(isRefined ? 'empty.searched-part' : 'empty.not-found-hint'),
      action: isRefined ? 'search-all' : 'show-all',
    }
  }
  if (isRefined) {
    const title = refinedTitle(filter, server, t)
    const text = title === null ? t('empty.no-match-hint') : null
    const icon = filter.show === 'unread' ? 'check' : 'filter'
    return { icon, title: title ?? t('empty.no-match'), text, action: 'show-all' }
  }
  return tabText(filter.show, connected, t)
}

/** That there is nothing in what the filter limits the tab to; null: it limits it in too many ways to say it in a word. */
function refinedTitle(filter: WindowFilter, server: string | null, t: Translate): string | null {
  const { show, category, priority, state, dates } = filter
  const count = refinementsOf(filter).length
  if (server !== null && count === 1) return emptyOf(show, server, t)
  if (show !== 'all') return null
  if (category !== null && server !== null && count === 2)
    return t('empty.none-in-category-from', { category, server })
  if (count > 1) return null
  if (category !== null) return t('empty.none-in-category', { category })
  if (priority !== null) return t('empty.none-important')
  if (state !== null) return t('empty.none-in-state')
  return dates === null ? null : t(nothingIn[dates.kind])
}

const nothingIn = {
  today: 'empty.none-today',
  yesterday: 'empty.none-yesterday',
  'last-7-days': 'empty.none-last7-days',
  'last-30-days': 'empty.none-last30-days',
  days: 'empty.none-in-days',
} as const

/** That there is nothing of this kind from one server. */
function emptyOf(show: WindowFilter['show'], server: string, t: Translate): string {
  switch (show) {
    case 'all':
      return t('empty.none-from', { server })
    case 'unread':
      return t('empty.all-read-from', { server })
    case 'jobs':
      return t('empty.no-jobs-from', { server })
    case 'failed':
      return t('empty.no-failed-from', { server })
    case 'pinned':
      return t('empty.no-pinned-from', { server })
    case 'snoozed':
      return t('empty.no-snoozed-from', { server })
    default:
      return show satisfies never
  }
}

function tabText(show: WindowFilter['show'], connected: boolean, t: Translate): EmptyText {
  switch (show) {
    case 'unread':
      return { icon: 'check', title: t('empty.all-read'), text: null, action: 'show-all' }
    case 'jobs':
      return { icon: 'ring', title: t('empty.no-jobs'), text: t('empty.no-jobs-hint'), action: 'show-all' }
    case 'failed':
      return {
        icon: 'check',
        title: t('empty.no-failed'),
        text: t('empty.no-failed-hint'),
        action: 'show-all',
      }
    case 'pinned':
      return { icon: 'pin', title: t('empty.no-pinned'), text: t('empty.no-pinned-hint'), action: 'show-all' }
    case 'snoozed':
      return {
        icon: 'clock',
        title: t('empty.no-snoozed'),
        text: t('empty.no-snoozed-hint'),
        action: 'show-all',
      }
    case 'all':
      return {
        icon: 'bell',
        title: t('empty.nothing-yet'),
        text: t(connected ? 'empty.nothing-yet-connected' : 'empty.nothing-yet-waiting'),
        action: connected ? 'send-test' : null,
      }
    default:
      return show satisfies never
  }
}
