import { useState } from 'react'
import type { RuleSubject } from '../electron/model/rule.ts'
import type { ServerKey } from '../electron/model/server.ts'
import type { AppSnapshot } from '../electron/window/contract.ts'
import { type SettingName, type SettingsTab, settingTabs } from './settings/setting-list.ts'
import { openerOf } from './use-page-focus.ts'
import { useWindow } from './window-context.ts'

export type Page = 'welcome' | 'history' | SettingsPage

/** `server` and `setting`: what the user has come for; null: nothing in particular. */
export interface SettingsPage {
  readonly settings: SettingsTab
  readonly server: ServerKey | null
  readonly setting: SettingName | null
  /** An item that the user wants to make a rule for. */
  readonly ruleFor?: RuleSubject
}

interface Origin {
  readonly page: Exclude<Page, SettingsPage>
  readonly opener: string | null
}

export type Pages = ReturnType<typeof usePages>

/**
 * Which page is on screen, and how to go to others.
 *
 * @param jumps increments when the history is to show an item
 */
export function usePages(jumps: number) {
  const { snapshot } = useWindow()
  const [page, setPage] = useState<Page>(() => firstPage(snapshot))
  /** The page that the settings were opened from, and what had the focus there; null: nothing that can be named. */
  const [before, setBefore] = useState<Origin>({ page: 'history', opener: null })
  const [shownJumps, setShownJumps] = useState(jumps)
  const [opened, setOpened] = useState<{ at: number; signsIn: ServerKey | null }>({ at: 0, signsIn: null })

  if (shownJumps !== jumps) {
    setShownJumps(jumps)
    setPage('history')
  }
  const { openPage } = snapshot
  if (openPage !== null && openPage.at !== opened.at) {
    const isSettings = openPage.page === 'settings'
    setOpened({
      at: openPage.at,
      signsIn: isSettings ? null : (openPage.server ?? signedOutServer(snapshot)),
    })
    setPage(isSettings ? { settings: 'servers', server: openPage.server, setting: null } : 'history')
  }

  const open = (next: SettingsPage) => {
    if (typeof page === 'string') setBefore({ page, opener: openerOf(document.activeElement) })
    setPage(next)
    setOpened((last) => ({ ...last, signsIn: null }))
  }
  return {
    page,
    /** When the tray last asked for a page, and the server to sign in to; null: none. */
    opened,
    opener: before.opener,
    showHistory: () => setPage('history'),
    showSettings: (settings: SettingsTab) => open({ settings, server: null, setting: null }),
    showSetting: (setting: SettingName) => open({ settings: settingTabs[setting], server: null, setting }),
    /** Opens the editor for a rule about items like this one. */
    showRule: ({ source, category, title }: RuleSubject) =>
      open({
        ...{ settings: 'notifications', server: null, setting: 'settings.rules' },
        ruleFor: { source, category, title },
      }),
    showServer: (server: ServerKey) => open({ settings: 'servers', server, setting: null }),
    /** From the settings to the page before them. The first run is over once there is a server. */
    back: () => setPage(snapshot.servers.length > 0 ? 'history' : before.page),
  }
}

function firstPage({ servers, latest }: AppSnapshot): Page {
  return servers.length === 0 && latest.items.length === 0 ? 'welcome' : 'history'
}

/** The first server that asks for a sign-in or a token; null: none does. */
function signedOutServer({ servers }: AppSnapshot): ServerKey | null {
  return servers.find(({ status }) => status.connection.kind === 'signed-out')?.key ?? null
}
