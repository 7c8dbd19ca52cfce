import { Tabs } from 'radix-ui'
import type { ComponentType } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import layout from '../style/layout.module.css'
import type { OfferUndo } from '../undo/use-undo.ts'
import type { SettingsPage } from '../use-pages.ts'
import { About } from './about.tsx'
import { Diagnostics } from './diagnostics.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { ServersSettings } from './servers-settings.tsx'
import type { SettingsTab } from './setting-list.ts'
import styles from './settings.module.css'
import { useSettingJump } from './use-setting-jump.ts'

export interface SettingsProps {
  /** The tab, and what the user has come for. */
  readonly page: SettingsPage
  readonly offerUndo: OfferUndo
  readonly onTab: (tab: SettingsTab) => void
  readonly onBack: () => void
}

type PanelProps = Pick<SettingsPage, 'server' | 'ruleFor'> & Pick<SettingsProps, 'offerUndo'>

/** The panels in order. Most of them need none of the properties. */
const tabs: Readonly<Record<SettingsTab, ComponentType<PanelProps>>> = {
  servers: ServersSettings,
  notifications: NotificationSettings,
  general: GeneralSettings,
  diagnostics: Diagnostics,
  about: About,
}

/** The settings in tabs. Changes apply at once. */
export function Settings({ page, offerUndo, onTab, onBack }: SettingsProps) {
  const { t } = useI18n()
  const { settings: tab, server } = page
  useSettingJump(page)
  const Panel = tabs[tab]
  return (
    <Tabs.Root
      className={styles.settings}
      value={tab}
      onValueChange={(value) => {
        if (isTab(value)) onTab(value)
      }}
    >
      <header className={styles.bar}>
        <div className={styles.head}>
          <IconButton icon="back" label={t('settings.back')} onClick={onBack} />
          <h1 className={layout.title}>{t('settings.title')}</h1>
        </div>
        <Tabs.List className={styles.tabs} aria-label={t('settings.title')}>
          {Object.keys(tabs)
            .filter(isTab)
            .map((name) => (
              <Tabs.Trigger key={name} className={styles.tab} value={name} autoFocus={name === tab}>
                {t(`settings.${name}`)}
              </Tabs.Trigger>
            ))}
        </Tabs.List>
      </header>
      <main className={styles.container}>
        {/* Its first control is the next stop of the Tab key; the panel itself says nothing. */}
        <Tabs.Content key={`${tab} ${server}`} className={styles.panel} value={tab} tabIndex={-1}>
          <Panel {...page} offerUndo={offerUndo} />
        </Tabs.Content>
      </main>
    </Tabs.Root>
  )
}

function isTab(name: string): name is SettingsTab {
  return Object.hasOwn(tabs, name)
}
