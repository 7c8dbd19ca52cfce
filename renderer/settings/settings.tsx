import { Tabs } from 'radix-ui'
import { useI18n } from '../i18n/i18n.ts'
import { isComposing } from '../keyboard.ts'
import { IconButton } from '../style/button.tsx'
import { About } from './about.tsx'
import { Diagnostics } from './diagnostics.tsx'
import { GeneralSettings } from './general-settings.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { ServerSettings } from './server-settings.tsx'
import styles from './settings.module.css'

const tabs = {
  server: ServerSettings,
  notifications: NotificationSettings,
  general: GeneralSettings,
  diagnostics: Diagnostics,
  about: About,
} as const

export type SettingsTab = keyof typeof tabs

export interface SettingsProps {
  readonly tab: SettingsTab
  readonly onTab: (tab: SettingsTab) => void
  readonly onBack: () => void
}

/** The settings in tabs. Changes apply at once. */
export function Settings({ tab, onTab, onBack }: SettingsProps) {
  const { t } = useI18n()
  const Panel = tabs[tab]
  return (
    <Tabs.Root
      className={styles.settings}
      value={tab}
      onValueChange={(value) => {
        if (isTab(value)) onTab(value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event.nativeEvent)) onBack()
      }}
    >
      <header className={styles.bar}>
        <div className={styles.head}>
          <IconButton icon="back" label={t('settings.back')} onClick={onBack} />
          <h1 className={styles.title}>{t('settings.title')}</h1>
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
        <Tabs.Content key={tab} className={styles.panel} value={tab}>
          <Panel />
        </Tabs.Content>
      </main>
    </Tabs.Root>
  )
}

function isTab(name: string): name is SettingsTab {
  return Object.hasOwn(tabs, name)
}
