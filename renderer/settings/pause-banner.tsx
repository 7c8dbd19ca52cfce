import { useNow } from '../format/use-now.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-parts.ts'
import styles from './pause-banner.module.css'
import { pauseText } from './pause-text.ts'

/** Says that toasts are paused, so that nobody waits for one in vain. */
export function PauseBanner({ bridge, clock, formats, view }: WindowParts) {
  const now = useNow(clock, view.pause.kind === 'until' ? 10_000 : null)
  const text = pauseText(view.pause, now, formats)
  if (text === null) return null
  return (
    <section className={styles.banner} aria-label="Pause">
      <Icon name="bell-off" />
      <p className={styles.text}>{text}</p>
      <button
        type="button"
        className={buttons.plain}
        onClick={() => bridge.send({ type: 'pause', pause: { kind: 'off' } })}
      >
        Resume
      </button>
    </section>
  )
}
