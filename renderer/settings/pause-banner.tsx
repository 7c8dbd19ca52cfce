import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowProps } from '../window-context.ts'
import styles from './pause-banner.module.css'
import { pauseText } from './pause-text.ts'

/** Says that toasts are paused, so that nobody waits for one in vain. */
export function PauseBanner({ bridge, clock, snapshot }: WindowProps) {
  const i18n = useI18n()
  const now = useNow(clock, snapshot.pause.kind === 'until' ? 10_000 : null)
  const text = pauseText(snapshot.pause, now, i18n)
  if (text === null) return null
  return (
    <section className={styles.banner} aria-label={i18n.t('pause.section')}>
      <Icon name="bell-off" />
      <p className={styles.text}>{text}</p>
      <button type="button" className={buttons.plain} onClick={() => bridge.send({ type: 'resume' })}>
        {i18n.t('pause.resume')}
      </button>
    </section>
  )
}
