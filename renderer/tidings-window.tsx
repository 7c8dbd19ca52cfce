import { useRef, useState } from 'react'
import { ConnectionAlert } from './connection/connection-alert.tsx'
import { ConnectionBar } from './connection/connection-bar.tsx'
import { Welcome } from './first-run/welcome.tsx'
import { Announcer } from './history/announcer.tsx'
import { noFilter } from './history/filter.ts'
import { FilterBar } from './history/filter-bar.tsx'
import { History } from './history/history.tsx'
import type { ListHandle } from './history/history-list.tsx'
import { NoticeBanner } from './history/notice-banner.tsx'
import { NoticeCard } from './history/notice-card.tsx'
import { useCategories } from './history/use-categories.ts'
import { useI18n } from './i18n/use-i18n.ts'
import { PauseBanner } from './settings/pause-banner.tsx'
import { Settings, type SettingsTab } from './settings/settings.tsx'
import hidden from './style/hidden.module.css'
import styles from './tidings-window.module.css'
import { Snackbar } from './undo/snackbar.tsx'
import { useUndo } from './undo/use-undo.ts'
import { usePlace } from './use-place.ts'
import type { WindowProps } from './window-context.ts'

type Page = 'welcome' | 'history' | { readonly settings: SettingsTab }

/** The window: its bar, and below it the welcome, the history or the settings. */
export function TidingsWindow(parts: WindowProps) {
  const { bridge, clock, snapshot } = parts
  const { t } = useI18n()
  const [page, setPage] = useState<Page>(() =>
    snapshot.server === null && snapshot.latest.items.length === 0 ? 'welcome' : 'history',
  )
  const place = usePlace(bridge, clock, snapshot)
  const undo = useUndo(bridge, clock)
  const categories = useCategories(snapshot)
  const searchRef = useRef<HTMLInputElement>(null)
  const listRef = useRef<ListHandle>(null)
  const [aimed, setAimed] = useState(place.generation)
  if (aimed !== place.generation) {
    setAimed(place.generation)
    setPage('history')
  }
  const showSettings = (settings: SettingsTab) => setPage({ settings })

  if (typeof page === 'object') {
    return (
      <div className={styles.window}>
        <NoticeCard {...parts} />
        <Settings {...parts} tab={page.settings} onTab={showSettings} onBack={() => setPage('history')} />
      </div>
    )
  }
  return (
    <div className={styles.window}>
      <ConnectionBar
        {...parts}
        onSettings={() => showSettings('server')}
        onTimeline={() => showSettings('diagnostics')}
      />
      <Announcer items={snapshot.latest.items} />
      <main className={styles.main}>
        {page === 'welcome' ? (
          <Welcome {...parts} onDone={() => setPage('history')} />
        ) : (
          <>
            <h1 className={hidden.hidden}>{t('history.label')}</h1>
            <NoticeCard {...parts} />
            <PauseBanner {...parts} />
            <ConnectionAlert {...parts} onChooseServer={() => showSettings('server')} />
            <FilterBar
              bridge={bridge}
              unread={snapshot.unread}
              categories={categories}
              filter={place.filter}
              onFilter={place.setFilter}
              searchRef={searchRef}
              onLeaveSearch={() => listRef.current?.focus()}
            />
            <History
              key={place.generation}
              {...parts}
              filter={place.filter}
              anchor={place.anchor}
              focusKey={place.focusKey}
              onAnchor={place.setAnchor}
              onShowAll={() => place.setFilter(noFilter)}
              offerUndo={undo.offer}
              listRef={listRef}
            />
          </>
        )}
      </main>
      {page === 'history' && (
        <NoticeBanner snapshot={snapshot} onDetails={() => showSettings('diagnostics')} />
      )}
      <Snackbar {...undo} />
    </div>
  )
}
