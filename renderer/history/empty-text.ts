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
  if (server !== null && count === 1) return t(`empty.${tabs[show].name}-from`, { server })
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

/** The icon of an empty tab, and how its texts are called. */
const tabs = {
  all: { icon: 'bell', name: 'none' },
  unread: { icon: 'check', name: 'all-read' },
  jobs: { icon: 'ring', name: 'no-jobs' },
  failed: { icon: 'check', name: 'no-failed' },
  pinned: { icon: 'pin', name: 'no-pinned' },
  snoozed: { icon: 'clock', name: 'no-snoozed' },
} as const satisfies Record<WindowFilter['show'], { readonly icon: IconName; readonly name: string }>

function tabText(show: WindowFilter['show'], connected: boolean, t: Translate): EmptyText {
  const { icon } = tabs[show]
  if (show === 'all') {
    const text = t(connected ? 'empty.nothing-yet-connected' : 'empty.nothing-yet-waiting')
    return { icon, title: t('empty.nothing-yet'), text, action: connected ? 'send-test' : null }
  }
  const text = show === 'unread' ? null : t(`empty.${tabs[show].name}-hint`)
  return { icon, title: t(`empty.${tabs[show].name}`), text, action: 'show-all' }
}
