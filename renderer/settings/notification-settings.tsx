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
  const { waitWhileAway, repeatCritical, sounds, hideContent, stalledAfterMinutes } = snapshot.settings
  const { servers } = snapshot
  const hasMutableServers = servers.length > 1 || servers.some((server) => server.settings.muted)
  return (
    <div>
      <Group title={t('settings.quiet')} setting="settings.quiet">
        <QuietHours />
      </Group>
      <Group title={t(hasMutableServers ? 'settings.muted-all' : 'settings.muted')} setting="settings.muted">
        <MutedList />
      </Group>
      <Group title={t('settings.attention')}>
        <SwitchField
          setting="settings.wait-while-away"
          locksWith="waitWhileAway"
          label={t('settings.wait-while-away')}
          hint={t('settings.wait-while-away-hint')}
          checked={waitWhileAway}
          onChange={(checked) => change({ waitWhileAway: checked })}
        />
        <SwitchField
          setting="settings.repeat-critical"
          locksWith="repeatCritical"
          label={t('settings.repeat-critical')}
          hint={t('settings.repeat-critical-hint')}
          checked={repeatCritical}
          onChange={(checked) => change({ repeatCritical: checked })}
        />
      </Group>
      <Group title={t('settings.sounds')}>
        <ChoiceField
          setting="settings.play-sound"
          locksWith="sounds"
          label={t('settings.play-sound')}
          hint={snapshot.playsSounds ? undefined : t('settings.play-sound-hint')}
          value={sounds}
          choices={[
            { value: 'all', label: t('settings.sounds-all') },
            { value: 'important', label: t('settings.sounds-important') },
            { value: 'none', label: t('settings.sounds-none') },
          ]}
          onChange={(chosen) => change({ sounds: chosen })}
        />
      </Group>
      <Group title={t('settings.privacy')}>
        <SwitchField
          setting="settings.hide-content"
          locksWith="hideContent"
          label={t('settings.hide-content')}
          hint={t('settings.hide-content-hint')}
          checked={hideContent}
          onChange={(checked) => change({ hideContent: checked })}
        />
      </Group>
      <Group title={t('settings.jobs')}>
        <ChoiceField
          setting="settings.stalled"
          locksWith="stalledAfterMinutes"
          label={t('settings.stalled')}
          value={stalledAfterMinutes}
          choices={withCurrent(stalledMinutes, stalledAfterMinutes).map((minutes) => ({
            value: minutes,
            label:
              minutes % 60 === 0
                ? t('duration.hours', { count: minutes / 60 })
                : t('duration.minutes', { count: minutes }),
          }))}
          onChange={(minutes) => change({ stalledAfterMinutes: minutes })}
        />
      </Group>
    </div>
  )
}
