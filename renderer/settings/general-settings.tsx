import { useId } from 'react'
import { limits } from '../../electron/model/limits.ts'
import type { Language, Settings } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { encryptionText } from './encryption-text.ts'
import { ChoiceField, Group, SwitchField, withCurrent } from './fields.tsx'
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
  const { startAtLogin, language, theme, density, retention, updates } = snapshot.settings
  const { encryptHistory, deleteHistoryAtSignOut } = snapshot.settings
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
          choices={[
            { value: 'system', label: t('settings.system-default') },
            { value: 'light', label: t('settings.theme-light') },
            { value: 'dark', label: t('settings.theme-dark') },
          ]}
          onChange={(chosen) => change({ theme: chosen })}
        />
        <ChoiceField
          setting="settings.density"
          label={t('settings.density')}
          value={density}
          choices={[
            { value: 'comfortable', label: t('settings.density-comfortable') },
            { value: 'compact', label: t('settings.density-compact') },
          ]}
          onChange={(chosen) => change({ density: chosen })}
        />
      </Group>
      <Group title={t('settings.startup')}>
        <SwitchField
          setting="settings.start-at-login"
          locksWith="startAtLogin"
          label={t('settings.start-at-login')}
          hint={t('settings.start-at-login-hint')}
          checked={startAtLogin}
          onChange={(checked) => change({ startAtLogin: checked })}
        />
      </Group>
      <Group title={t('history.label')}>
        <ChoiceField
          setting="settings.keep-days"
          locksWith="retention"
          label={t('settings.keep-days')}
          value={retention.days}
          choices={withCurrent(keepDays, retention.days).map((days) => ({
            value: days,
            label: daysLabel(days),
          }))}
          onChange={(days) => change({ retention: { ...retention, days } })}
        />
        <ChoiceField
          setting="settings.keep-items"
          locksWith="retention"
          label={t('settings.keep-items')}
          hint={t('settings.keep-items-hint', { gigabytes: limits.stored.historyBytes.max / 1024 ** 3 })}
          value={retention.items}
          choices={withCurrent(keepItems, retention.items).map((items) => ({
            value: items,
            label: t('settings.items', { count: items }),
          }))}
          onChange={(items) => change({ retention: { ...retention, items } })}
        />
        <SwitchField
          setting="settings.encrypt"
          locksWith="encryptHistory"
          label={t('settings.encrypt')}
          hint={encryptionText(encryption, t)}
          checked={encryptHistory}
          disabled={!encryptHistory && !encryption.isAvailable}
          onChange={(checked) => change({ encryptHistory: checked })}
        />
        <SwitchField
          setting="settings.delete-at-sign-out"
          locksWith="deleteHistoryAtSignOut"
          label={t('settings.delete-at-sign-out')}
          hint={t('settings.delete-at-sign-out-hint')}
          checked={deleteHistoryAtSignOut}
          onChange={(checked) => change({ deleteHistoryAtSignOut: checked })}
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
        <SwitchField
          setting="settings.updates-auto"
          locksWith="updates"
          label={t('settings.updates-auto')}
          checked={updates}
          onChange={(checked) => change({ updates: checked })}
        />
      </Group>
    </div>
  )
}
