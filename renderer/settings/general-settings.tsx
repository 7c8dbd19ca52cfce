import type { Language, Settings } from '../../electron/model/settings.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import type { WindowParts } from '../window-context.ts'
import { changeSettings, type SettingsChange } from './change-settings.ts'
import { ChoiceField } from './choice-field.tsx'
import { Group } from './group.tsx'
import { withCurrent } from './notification-settings.tsx'
import { SwitchField } from './switch-field.tsx'

/** Each language by its own name, for whoever reads no other. */
const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  ar: 'العربية',
}
const languageOrder: readonly Language[] = ['en', 'de', 'fr', 'es', 'ja', 'ar']
const keepDays = [7, 30, 90, 365, 3650]
const keepItems = [1_000, 10_000, 100_000, 1_000_000]

/** What is neither of a server nor of notifications. */
export function GeneralSettings({ bridge, view }: WindowParts) {
  const { say } = useSpeech()
  const { startAtLogin, language, theme, retention, updates } = view.settings
  const change = (settings: SettingsChange) => changeSettings(bridge, settings)
  const daysLabel = (days: number) =>
    days >= 365 ? say('settings.years', { count: Math.round(days / 365) }) : say('time.days', { count: days })
  return (
    <div>
      <Group title={say('settings.look')}>
        <ChoiceField
          label={say('settings.language')}
          value={language}
          choices={[
            { value: 'system' as Settings['language'], label: say('settings.languageSystem') },
            ...languageOrder.map((one) => ({ value: one, label: languageNames[one], lang: one })),
          ]}
          onChange={(chosen) => change({ language: chosen })}
        />
        <ChoiceField
          label={say('settings.theme')}
          value={theme}
          choices={[
            { value: 'system', label: say('settings.themeSystem') },
            { value: 'light', label: say('settings.themeLight') },
            { value: 'dark', label: say('settings.themeDark') },
          ]}
          onChange={(chosen) => change({ theme: chosen })}
        />
      </Group>
      <Group title={say('settings.startup')}>
        <SwitchField
          label={say('settings.startAtLogin')}
          hint={say('settings.startAtLoginHint')}
          checked={startAtLogin}
          onChange={(checked) => change({ startAtLogin: checked })}
        />
      </Group>
      <Group title={say('settings.history')}>
        <ChoiceField
          label={say('settings.keepDays')}
          value={retention.days}
          choices={withCurrent(keepDays, retention.days).map((days) => ({
            value: days,
            label: daysLabel(days),
          }))}
          onChange={(days) => change({ retention: { ...retention, days } })}
        />
        <ChoiceField
          label={say('settings.keepItems')}
          value={retention.items}
          choices={withCurrent(keepItems, retention.items).map((items) => ({
            value: items,
            label: say('settings.items', { count: items }),
          }))}
          onChange={(items) => change({ retention: { ...retention, items } })}
        />
        <div className={fields.row}>
          <span>{say('settings.export')}</span>
          <span className={fields.buttons}>
            <button
              type="button"
              className={buttons.small}
              onClick={() => bridge.send({ type: 'export-history', format: 'csv' })}
            >
              {say('settings.exportCsv')}
            </button>
            <button
              type="button"
              className={buttons.small}
              onClick={() => bridge.send({ type: 'export-history', format: 'jsonl' })}
            >
              {say('settings.exportJsonl')}
            </button>
          </span>
        </div>
      </Group>
      <Group title={say('settings.updates')}>
        <SwitchField
          label={say('settings.updatesAuto')}
          checked={updates}
          onChange={(checked) => change({ updates: checked })}
        />
      </Group>
    </div>
  )
}
