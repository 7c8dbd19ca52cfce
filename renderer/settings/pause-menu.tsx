import { DropdownMenu } from 'radix-ui'
import { actionTexts, pauseChoices } from '../../electron/model/shared-actions.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import menu from '../style/menu.module.css'
import { useWindow } from '../window-context.ts'
import { pauseText, silenceText } from './pause-text.ts'

/** The bell in the corner: pauses notifications for a while, or resumes them. */
export function PauseMenu() {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const { t } = i18n
  const label = t(actionTexts.pause)
  const now = useNow(snapshot.pause.kind === 'until' ? 10_000 : null)
  const paused = pauseText(snapshot.pause, now, i18n)
  const silence = paused ?? silenceText(snapshot.silence, now, i18n)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton
          icon={silence === null ? 'bell' : 'bell-off'}
          size={18}
          label={silence === null ? label : t('pause.label-with-state', { label, state: silence })}
          title={silence ?? label}
          data-on={silence === null ? undefined : ''}
        />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.Label className={menu.heading}>{silence ?? label}</DropdownMenu.Label>
        {paused !== null && (
          <DropdownMenu.Item className={menu.choice} onSelect={() => bridge.send({ type: 'resume' })}>
            {t('pause.resume-notifications')}
          </DropdownMenu.Item>
        )}
        {pauseChoices.map(({ text: choice, length }) => (
          <DropdownMenu.Item
            key={choice}
            className={menu.choice}
            onSelect={() => bridge.send({ type: 'pause', length })}
          >
            {t(choice)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
