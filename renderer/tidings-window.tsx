import { useCallback, useEffect, useRef, useState } from 'react'
import type { RuleSubject } from '../electron/model/rule.ts'
import { NoticeBanner, NotificationProblemBanner, PauseBanner } from './banners.tsx'
import { createItemCommands, ItemCommandsContext } from './commands/item-command-target.ts'
import { Palette } from './commands/palette.tsx'
import { ShortcutsDialog } from './commands/shortcuts-dialog.tsx'
import { useCommands } from './commands/use-commands.ts'
import { ConnectionAlerts } from './connection/connection-alerts.tsx'
import { ConnectionBar } from './connection/connection-bar.tsx'
import { Welcome } from './first-run/welcome.tsx'
import { FilterBar } from './history/filter-bar.tsx'
import { History } from './history/history.tsx'
import type { ListHandle } from './history/history-list.tsx'
import { LiveRegion } from './history/new-items.tsx'
import { useHistoryPosition } from './history/use-history-position.ts'
import { useI18n } from './i18n/i18n.ts'
import { Settings } from './settings/settings.tsx'
import styles from './tidings-window.module.css'
import { Snackbar } from './undo/snackbar.tsx'
import { useUndo } from './undo/use-undo.ts'
import { usePageFocus } from './use-page-focus.ts'
import { type Page, usePages } from './use-pages.ts'
import { useWindow } from './window-context.ts'

/** The window: its bar, and below it the first run, the history or the settings. */
export function TidingsWindow() {
  const { t } = useI18n()
  const position = useHistoryPosition()
  const pages = usePages(position.jumps)
  const undo = useUndo()
  const searchRef = useRef<HTMLInputElement>(null)
  const listRef = useRef<ListHandle>(null)
  const listHadFocus = useOpeningFocus(pages.page)
  const isUntouched = useUntouched()
  const [items] = useState(createItemCommands)
  const { filter, setFilter } = position
  const commands = useCommands({ pages, items, filter, setFilter, searchRef, undo })
  const { page, opened, showHistory, showSettings } = pages
  const showRule = useRef(pages.showRule)
  showRule.current = pages.showRule
  const makeRule = useCallback((subject: RuleSubject) => showRule.current(subject), [])
  usePageFocus(typeof page === 'object' ? 'settings' : page, pages.opener, listRef)

  return (
    <ItemCommandsContext value={items}>
      {typeof page === 'object' ? (
        <div className={styles.window}>
          <NoticeBanner />
          <Settings page={page} offerUndo={undo.offer} onTab={showSettings} onBack={pages.back} />
          <Snackbar {...undo} />
        </div>
      ) : (
        <div className={styles.window} data-untouched={isUntouched ? '' : undefined}>
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
                <h1 className="visually-hidden" tabIndex={-1}>
                  {t('history.label')}
                </h1>
                <NoticeBanner />
                <NotificationProblemBanner />
                <PauseBanner />
                <ConnectionAlerts
                  key={`opened-${opened.at}`}
                  asked={opened.signsIn}
                  onServers={() => showSettings('servers')}
                />
                <FilterBar
                  filter={filter}
                  onFilter={setFilter}
                  offerUndo={undo.offer}
                  searchRef={searchRef}
                  onLeaveSearch={() => listRef.current?.focus()}
                />
                <History
                  key={position.jumps}
                  {...{ position, listRef, listHadFocus }}
                  offerUndo={undo.offer}
                  onMakeRule={makeRule}
                />
              </>
            )}
          </main>
          <Snackbar {...undo} />
        </div>
      )}
      {commands.dialog === 'palette' && (
        <Palette offers={commands.offers} onRun={commands.runFromPalette} onClose={commands.closeDialog} />
      )}
      {commands.dialog === 'shortcuts' && <ShortcutsDialog onClose={commands.closeDialog} />}
    </ItemCommandsContext>
  )
}

/**
 * Whether the list of the history had the focus before another takes its place in the page. It begins with true: the
 * window opens with the focus on the first row. Not on one that arrives in an empty list later, which is announced.
 */
function useOpeningFocus(page: Page) {
  const { servers, latest } = useWindow().snapshot
  const hadFocus = useRef(servers.length > 0 && latest.items.length > 0)
  useEffect(() => {
    // The focus comes back by `usePageFocus`.
    if (page !== 'history') hadFocus.current = false
  }, [page])
  return hadFocus
}

/** Whether no key was pressed since the window has opened. */
function useUntouched(): boolean {
  const [isUntouched, setIsUntouched] = useState(true)
  useEffect(() => {
    const touch = () => setIsUntouched(false)
    document.addEventListener('keydown', touch, { once: true, capture: true })
    return () => document.removeEventListener('keydown', touch, { capture: true })
  }, [])
  return isUntouched
}
