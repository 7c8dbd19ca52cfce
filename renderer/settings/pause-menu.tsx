import { DropdownMenu } from 'radix-ui'
import { useNow } from '../format/use-now.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import type { WindowParts } from '../window-context.ts'
import { pauseChoices, pauseText, silenceText } from './pause-text.ts'

/** The bell in the corner: pauses toasts for a while, or resumes them. */
export function PauseMenu({ bridge, clock, view }: WindowParts) {
  const speech = useSpeech()
  const { say } = speech
  const now = useNow(clock, view.pause.kind === 'until' ? 10_000 : null)
  const paused = pauseText(view.pause, now, speech)
  const silence = paused ?? silenceText(view.silence ?? null, say)
  const choose = (pause: WindowParts['view']['pause']) => bridge.send({ type: 'pause', pause })
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={buttons.icon}
        data-on={silence === null ? undefined : ''}
        title={silence ?? say('pause.label')}
        aria-label={say('pause.label')}
      >
        <Icon name={silence === null ? 'bell' : 'bell-off'} size={18} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
        <DropdownMenu.Label className={menu.heading}>{silence ?? say('pause.label')}</DropdownMenu.Label>
        {paused !== null && (
          <DropdownMenu.Item className={menu.choice} onSelect={() => choose({ kind: 'off' })}>
            {say('pause.resume')}
          </DropdownMenu.Item>
        )}
        {pauseChoices.map(({ label, pauseFrom }) => (
          <DropdownMenu.Item
            key={label}
            className={menu.choice}
            onSelect={() => choose(pauseFrom(clock.now()))}
          >
            {say(label)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
