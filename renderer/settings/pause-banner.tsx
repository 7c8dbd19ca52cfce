import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './pause-banner.module.css'
import { pauseText } from './pause-text.ts'

/** Shown while notifications are paused, so that nobody waits for one. */
export function PauseBanner() {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const now = useNow(snapshot.pause.kind === 'until' ? 10_000 : null)
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
