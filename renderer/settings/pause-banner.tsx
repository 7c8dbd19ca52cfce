import { useNow } from '../format/use-now.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-context.ts'
import styles from './pause-banner.module.css'
import { pauseText } from './pause-text.ts'

/** Says that toasts are paused, so that nobody waits for one in vain. */
export function PauseBanner({ bridge, clock, view }: WindowParts) {
  const speech = useSpeech()
  const now = useNow(clock, view.pause.kind === 'until' ? 10_000 : null)
  const text = pauseText(view.pause, now, speech)
  if (text === null) return null
  return (
    <section className={styles.banner} aria-label={speech.say('pause.section')}>
      <Icon name="bell-off" />
      <p className={styles.text}>{text}</p>
      <button
        type="button"
        className={buttons.plain}
        onClick={() => bridge.send({ type: 'pause', pause: { kind: 'off' } })}
      >
        {speech.say('pause.resume')}
      </button>
    </section>
  )
}
