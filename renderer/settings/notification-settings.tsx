import type { RuleSubject } from '../../electron/model/rule.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { ChoiceField, choicesOf, Group, SettingSwitch, withCurrent } from './fields.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { RulesSettings } from './rules/rules-settings.tsx'

export interface NotificationSettingsProps {
  /** An item that the user wants to make a rule for. */
  readonly ruleFor?: RuleSubject
  readonly offerUndo: OfferUndo
}

const stalledMinutes = [5, 10, 30, 60, 240]

/** Which notifications are raised, when, with which sound, and what they show. */
export function NotificationSettings({ ruleFor, offerUndo }: NotificationSettingsProps) {
  const { snapshot } = useWindow()
  const change = useChangeSettings()
  const { t } = useI18n()
  const { sounds, stalledAfterMinutes } = snapshot.settings
  return (
    <div>
      <Group title={t('settings.quiet')} setting="settings.quiet">
        <QuietHours />
      </Group>
      <Group title={t('settings.rules')} setting="settings.rules">
        <RulesSettings ruleFor={ruleFor ?? null} offerUndo={offerUndo} />
      </Group>
      <Group title={t('settings.attention')}>
        <SettingSwitch
          name="settings.wait-while-away"
          of="waitWhileAway"
          hint={t('settings.wait-while-away-hint')}
        />
        <SettingSwitch
          name="settings.notify-while-watching"
          of="notifyWhileWatching"
          hint={t('settings.notify-while-watching-hint')}
        />
        <SettingSwitch
          name="settings.repeat-critical"
          of="repeatCritical"
          hint={t('settings.repeat-critical-hint')}
        />
      </Group>
      <Group title={t('settings.sounds')}>
        <ChoiceField
          setting="settings.play-sound"
          locksWith="sounds"
          label={t('settings.play-sound')}
          hint={snapshot.playsSounds ? undefined : t('settings.play-sound-hint')}
          value={sounds}
          choices={choicesOf(['all', 'important', 'none'], (one) => t(`settings.sounds-${one}`))}
          onChange={(chosen) => change({ sounds: chosen })}
        />
      </Group>
      <Group title={t('settings.privacy')}>
        <SettingSwitch name="settings.hide-content" of="hideContent" hint={t('settings.hide-content-hint')} />
        <SettingSwitch
          name="settings.send-receipts"
          of="sendReceipts"
          hint={t('settings.send-receipts-hint')}
        />
      </Group>
      <Group title={t('settings.jobs')}>
        <ChoiceField
          setting="settings.stalled"
          locksWith="stalledAfterMinutes"
          label={t('settings.stalled')}
          value={stalledAfterMinutes}
          choices={choicesOf(withCurrent(stalledMinutes, stalledAfterMinutes), (minutes) =>
            minutes % 60 === 0
              ? t('duration.hours', { count: minutes / 60 })
              : t('duration.minutes', { count: minutes }),
          )}
          onChange={(minutes) => change({ stalledAfterMinutes: minutes })}
        />
      </Group>
    </div>
  )
}
