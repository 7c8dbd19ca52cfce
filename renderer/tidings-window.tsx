import { useRef, useState } from 'react'
import type { ServerKey } from '../electron/model/server.ts'
import type { AppSnapshot } from '../electron/window/contract.ts'
import { NoticeBanner, NotificationProblemBanner, PauseBanner } from './banners.tsx'
import { ConnectionAlerts } from './connection/connection-alerts.tsx'
import { ConnectionBar } from './connection/connection-bar.tsx'
import { Welcome } from './first-run/welcome.tsx'
import { FilterBar } from './history/filter-bar.tsx'
import { History } from './history/history.tsx'
import { HistoryFooter } from './history/history-footer.tsx'
import type { ListHandle } from './history/history-list.tsx'
import { LiveRegion } from './history/new-items.tsx'
import { useHistoryPosition } from './history/use-history-position.ts'
import { useI18n } from './i18n/i18n.ts'
import { Settings, type SettingsTab } from './settings/settings.tsx'
import styles from './tidings-window.module.css'
import { Snackbar } from './undo/snackbar.tsx'
import { useUndo } from './undo/use-undo.ts'
import { useWindow } from './window-context.ts'

type Page =
  | 'welcome'
  | 'history'
  /** `server`: the one that the user has come for; null: none. */
  | { readonly settings: SettingsTab; readonly server: ServerKey | null }

/** The window: its bar, and below it the first run, the history or the settings. */
export function TidingsWindow() {
  const { snapshot } = useWindow()
  const { t } = useI18n()
  const [page, setPage] = useState<Page>(() =>
    snapshot.servers.length === 0 && snapshot.latest.items.length === 0 ? 'welcome' : 'history',
  )
  const position = useHistoryPosition()
  const undo = useUndo()
  const searchRef = useRef<HTMLInputElement>(null)
  const listRef = useRef<ListHandle>(null)
  const [shownJumps, setShownJumps] = useState(position.jumps)
  if (shownJumps !== position.jumps) {
    setShownJumps(position.jumps)
    setPage('history')
  }
  const [opened, setOpened] = useState<{ at: number; signsIn: ServerKey | null }>({ at: 0, signsIn: null })
  const { openPage } = snapshot
  if (openPage !== null && openPage.at !== opened.at) {
    const isSettings = openPage.page === 'settings'
    setOpened({
      at: openPage.at,
      signsIn: isSettings ? null : (openPage.server ?? signedOutServer(snapshot)),
    })
    setPage(isSettings ? { settings: 'servers', server: openPage.server } : 'history')
  }
  const showHistory = () => setPage('history')
  const showSettings = (settings: SettingsTab) => {
    setPage({ settings, server: null })
    setOpened((last) => ({ ...last, signsIn: null }))
  }

  if (typeof page === 'object') {
    return (
      <div className={styles.window}>
        <NoticeBanner />
        <Settings tab={page.settings} server={page.server} onTab={showSettings} onBack={showHistory} />
      </div>
    )
  }
  return (
    <div className={styles.window}>
      <ConnectionBar
        onSettings={() => showSettings('servers')}
        onConnectionLog={() => showSettings('diagnostics')}
      />
      <LiveRegion />
      <main className={styles.main}>
        {page === 'welcome' ? (
          <Welcome onDone={showHistory} />
        ) : (
          <>
            <h1 className="visually-hidden">{t('history.label')}</h1>
            <NoticeBanner />
            <NotificationProblemBanner />
            <PauseBanner />
            <ConnectionAlerts
              key={`opened-${opened.at}`}
              asked={opened.signsIn}
              onServers={() => showSettings('servers')}
            />
            <FilterBar
              filter={position.filter}
              onFilter={position.setFilter}
              searchRef={searchRef}
              onLeaveSearch={() => listRef.current?.focus()}
            />
            <History key={position.jumps} position={position} offerUndo={undo.offer} listRef={listRef} />
          </>
        )}
      </main>
      {page === 'history' && <HistoryFooter onDetails={() => showSettings('diagnostics')} />}
      <Snackbar {...undo} />
    </div>
  )
}

/** The first server that asks for a sign-in or a token; null: none does. */
function signedOutServer({ servers }: AppSnapshot): ServerKey | null {
  return servers.find(({ status }) => status.connection.kind === 'signed-out')?.key ?? null
}
