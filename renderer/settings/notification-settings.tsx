import type { RuleSubject } from '../../electron/model/rule.ts'
import { useI18n } from '../i18n/i18n.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { ChoiceField, Group, SwitchField, withCurrent } from './fields.tsx'
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
  const { waitWhileAway, notifyWhileWatching, repeatCritical, sounds, hideContent, sendReceipts } =
    snapshot.settings
  const { stalledAfterMinutes } = snapshot.settings
  return (
    <div>
      <Group title={t('settings.quiet')} setting="settings.quiet">
        <QuietHours />
      </Group>
      <Group title={t('settings.rules')} setting="settings.rules">
        <RulesSettings ruleFor={ruleFor ?? null} offerUndo={offerUndo} />
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
          setting="settings.notify-while-watching"
          label={t('settings.notify-while-watching')}
          hint={t('settings.notify-while-watching-hint')}
          checked={notifyWhileWatching}
          onChange={(checked) => change({ notifyWhileWatching: checked })}
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
        <SwitchField
          setting="settings.send-receipts"
          locksWith="sendReceipts"
          label={t('settings.send-receipts')}
          hint={t('settings.send-receipts-hint')}
          checked={sendReceipts}
          onChange={(checked) => change({ sendReceipts: checked })}
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
