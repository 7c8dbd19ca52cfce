import { useI18n } from '../i18n/i18n.ts'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { ChoiceField, Group, SwitchField, withCurrent } from './fields.tsx'
import { MutedList } from './muted-list.tsx'
import { QuietHours } from './quiet-hours.tsx'

const stalledMinutes = [5, 10, 30, 60, 240]

/** Which notifications are raised, when, with which sound, and what they show. */
export function NotificationSettings() {
  const { snapshot } = useWindow()
  const change = useChangeSettings()
  const { t } = useI18n()
  const { sounds, hideContent, stalledAfterMinutes } = snapshot.settings
  const { servers } = snapshot
  const hasMutableServers = servers.length > 1 || servers.some((server) => server.settings.muted)
  return (
    <div>
      <Group title={t('settings.quiet')}>
        <QuietHours />
      </Group>
      <Group title={t(hasMutableServers ? 'settings.mutedAll' : 'settings.muted')}>
        <MutedList />
      </Group>
      <Group title={t('settings.sounds')}>
        <ChoiceField
          label={t('settings.playSound')}
          hint={snapshot.playsSounds ? undefined : t('settings.playSoundHint')}
          value={sounds}
          choices={[
            { value: 'all', label: t('settings.soundsAll') },
            { value: 'important', label: t('settings.soundsImportant') },
            { value: 'none', label: t('settings.soundsNone') },
          ]}
          onChange={(chosen) => change({ sounds: chosen })}
        />
      </Group>
      <Group title={t('settings.privacy')}>
        <SwitchField
          label={t('settings.hideContent')}
          hint={t('settings.hideContentHint')}
          checked={hideContent}
          onChange={(checked) => change({ hideContent: checked })}
        />
      </Group>
      <Group title={t('settings.jobs')}>
        <ChoiceField
          label={t('settings.stalled')}
          value={stalledAfterMinutes}
          choices={withCurrent(stalledMinutes, stalledAfterMinutes).map((minutes) => ({
            value: minutes,
            label:
              minutes % 60 === 0
                ? t('time.hours', { count: minutes / 60 })
                : t('time.minutes', { count: minutes }),
          }))}
          onChange={(minutes) => change({ stalledAfterMinutes: minutes })}
        />
      </Group>
    </div>
  )
}
