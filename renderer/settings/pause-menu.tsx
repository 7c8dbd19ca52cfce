import { useNow } from '../format/use-now.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-parts.ts'
import styles from './pause-menu.module.css'
import { pauseChoices, pauseText } from './pause-text.ts'
import { useMenu } from './use-menu.ts'

/** The bell in the corner: pauses toasts for a while, or resumes them. */
export function PauseMenu({ bridge, clock, formats, view }: WindowParts) {
  const menu = useMenu()
  const now = useNow(clock, view.pause.kind === 'until' ? 10_000 : null)
  const paused = pauseText(view.pause, now, formats)
  const choose = (pause: WindowParts['view']['pause']) => {
    bridge.send({ type: 'pause', pause })
    menu.close()
  }
  return (
    <div className={styles.place} ref={menu.placeRef}>
      <button
        type="button"
        className={buttons.icon}
        ref={menu.buttonRef}
        data-on={paused === null ? undefined : ''}
        title={paused ?? 'Pause toasts'}
        aria-label="Pause toasts"
        aria-haspopup="menu"
        aria-expanded={menu.isOpen}
        onClick={menu.toggle}
      >
        <Icon name={paused === null ? 'bell' : 'bell-off'} size={18} />
      </button>
      {menu.isOpen && (
        <div className={styles.menu} role="menu" aria-label="Pause toasts" onKeyDown={menu.onKeyDown}>
          <p className={styles.heading} role="presentation">
            {paused ?? 'Pause toasts'}
          </p>
          {paused !== null && (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.choice}
              onClick={() => choose({ kind: 'off' })}
            >
              Resume
            </button>
          )}
          {pauseChoices.map(({ label, pauseFrom }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.choice}
              onClick={() => choose(pauseFrom(clock.now()))}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
