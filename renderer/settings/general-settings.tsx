import { useId } from 'react'
import { limits } from '../../electron/model/limits.ts'
import type { Language, Settings } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { encryptionText } from './encryption-text.ts'
import { ChoiceField, choicesOf, Group, SettingSwitch, withCurrent } from './fields.tsx'
import { settingMark } from './setting-list.ts'

/** Each language in that language, for users who read no other. */
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

/** Settings of neither the server nor the notifications. */
export function GeneralSettings() {
  const { bridge, snapshot } = useWindow()
  const change = useChangeSettings()
  const { t } = useI18n()
  const exportId = useId()
  const { language, theme, density, retention, encryptHistory } = snapshot.settings
  const { encryption } = snapshot
  const daysLabel = (days: number) =>
    days >= 365 ? t('duration.years', { count: Math.round(days / 365) }) : t('duration.days', { count: days })
  return (
    <div>
      <Group title={t('settings.appearance')}>
        <ChoiceField
          setting="settings.language"
          locksWith="language"
          label={t('settings.language')}
          value={language}
          choices={[
            { value: 'system' as Settings['language'], label: t('settings.system-default') },
            ...languageOrder.map((one) => ({ value: one, label: languageNames[one], lang: one })),
          ]}
          onChange={(chosen) => change({ language: chosen })}
        />
        <ChoiceField
          setting="settings.theme"
          locksWith="theme"
          label={t('settings.theme')}
          value={theme}
          choices={choicesOf(['system', 'light', 'dark'], (one) =>
            t(one === 'system' ? 'settings.system-default' : `settings.theme-${one}`),
          )}
          onChange={(chosen) => change({ theme: chosen })}
        />
        <ChoiceField
          setting="settings.density"
          label={t('settings.density')}
          value={density}
          choices={choicesOf(['comfortable', 'compact'], (one) => t(`settings.density-${one}`))}
          onChange={(chosen) => change({ density: chosen })}
        />
      </Group>
      <Group title={t('settings.startup')}>
        <SettingSwitch
          name="settings.start-at-login"
          of="startAtLogin"
          hint={t('settings.start-at-login-hint')}
        />
      </Group>
      <Group title={t('history.label')}>
        <ChoiceField
          setting="settings.keep-days"
          locksWith="retention"
          label={t('settings.keep-days')}
          value={retention.days}
          choices={choicesOf(withCurrent(keepDays, retention.days), daysLabel)}
          onChange={(days) => change({ retention: { ...retention, days } })}
        />
        <ChoiceField
          setting="settings.keep-items"
          locksWith="retention"
          label={t('settings.keep-items')}
          hint={t('settings.keep-items-hint', { gigabytes: limits.stored.historyBytes.max / 1024 ** 3 })}
          value={retention.items}
          choices={choicesOf(withCurrent(keepItems, retention.items), (count) =>
            t('settings.items', { count }),
          )}
          onChange={(items) => change({ retention: { ...retention, items } })}
        />
        <SettingSwitch
          name="settings.encrypt"
          of="encryptHistory"
          hint={encryptionText(encryption, t)}
          disabled={!encryptHistory && !encryption.isAvailable}
        />
        <SettingSwitch
          name="settings.delete-at-sign-out"
          of="deleteHistoryAtSignOut"
          hint={t('settings.delete-at-sign-out-hint')}
        />
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset can't be laid out as a row */}
        <div
          className={fields.row}
          role="group"
          aria-labelledby={exportId}
          {...settingMark('settings.export')}
        >
          <span id={exportId}>{t('settings.export')}</span>
          <span className={fields.buttons}>
            <Button variant="small" onClick={() => bridge.send({ type: 'export-history', format: 'csv' })}>
              {t('settings.export-csv')}
            </Button>
            <Button variant="small" onClick={() => bridge.send({ type: 'export-history', format: 'jsonl' })}>
              {t('settings.export-jsonl')}
            </Button>
          </span>
        </div>
      </Group>
      <Group title={t('settings.updates')}>
        <SettingSwitch name="settings.updates-auto" of="updates" />
      </Group>
    </div>
  )
}
