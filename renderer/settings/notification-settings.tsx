import { useSpeech } from '../i18n/use-i18n.ts'
import type { WindowParts } from '../window-context.ts'
import { changeSettings, type SettingsChange } from './change-settings.ts'
import { ChoiceField } from './choice-field.tsx'
import { Group } from './group.tsx'
import { MutedList } from './muted-list.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { SwitchField } from './switch-field.tsx'

const stalledMinutes = [5, 10, 30, 60, 240]

/** Which toasts come, when, how loud, and what they show. */
export function NotificationSettings({ bridge, view }: WindowParts) {
  const { say } = useSpeech()
  const { quietHours, mutedCategories, sounds, hideContent, stalledAfterMinutes } = view.settings
  const change = (settings: SettingsChange) => changeSettings(bridge, settings)
  return (
    <div>
      <Group title={say('settings.quiet')}>
        <QuietHours quietHours={quietHours} onChange={(changed) => change({ quietHours: changed })} />
      </Group>
      <Group title={say('settings.muted')}>
        <MutedList
          muted={mutedCategories}
          known={view.categories ?? []}
          onChange={(changed) => change({ mutedCategories: changed })}
        />
      </Group>
      <Group title={say('settings.sounds')}>
        <ChoiceField
          label={say('settings.playSound')}
          hint={view.playsSounds === false ? say('settings.playSoundHint') : undefined}
          value={sounds}
          choices={[
            { value: 'all', label: say('settings.soundsAll') },
            { value: 'important', label: say('settings.soundsImportant') },
            { value: 'none', label: say('settings.soundsNone') },
          ]}
          onChange={(chosen) => change({ sounds: chosen })}
        />
      </Group>
      <Group title={say('settings.privacy')}>
        <SwitchField
          label={say('settings.hideContent')}
          hint={say('settings.hideContentHint')}
          checked={hideContent}
          onChange={(checked) => change({ hideContent: checked })}
        />
      </Group>
      <Group title={say('settings.jobs')}>
        <ChoiceField
          label={say('settings.stalled')}
          value={stalledAfterMinutes}
          choices={withCurrent(stalledMinutes, stalledAfterMinutes).map((minutes) => ({
            value: minutes,
            label:
              minutes % 60 === 0
                ? say('time.hours', { count: minutes / 60 })
                : say('time.minutes', { count: minutes }),
          }))}
          onChange={(minutes) => change({ stalledAfterMinutes: minutes })}
        />
      </Group>
    </div>
  )
}

/** The choices, and what is set if it is none of them. */
export function withCurrent(choices: readonly number[], current: number): readonly number[] {
  return choices.includes(current) ? choices : [...choices, current].sort((a, b) => a - b)
}
