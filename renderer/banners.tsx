import styles from './banners.module.css'
import { useNow } from './format/use-now.ts'
import { useI18n } from './i18n/i18n.ts'
import { pauseText } from './settings/pause-text.ts'
import { Button, IconButton } from './style/button.tsx'
import { Icon } from './style/icons.tsx'
import { useWindow } from './window-context.ts'

/** A message from the main process, until the user dismisses it. */
export function NoticeBanner() {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  if (snapshot.notice === null) return null
  return (
    <section className={styles.banner} aria-label={t('notice.label')}>
      <p className={styles.text} role="status" dir="auto">
        {snapshot.notice}
      </p>
      <IconButton
        icon="cross"
        size={14}
        label={t('action.dismiss')}
        onClick={() => bridge.send({ type: 'dismiss-notice' })}
      />
    </section>
  )
}

/** Shown where the desktop can't show notifications, with what helps. */
export function NotificationProblemBanner() {
  const { snapshot } = useWindow()
  const { t } = useI18n()
  if (snapshot.notificationProblem === null) return null
  return (
    <section className={styles.banner} aria-label={t('notice.label')}>
      <Icon name="bell-off" />
      <p className={styles.text} role="status">
        {snapshot.notificationProblem}
      </p>
    </section>
  )
}

/** Shown while notifications are paused, so that nobody waits for one. */
export function PauseBanner() {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const now = useNow(snapshot.pause.kind === 'until' ? 10_000 : null)
  const text = pauseText(snapshot.pause, now, i18n)
  if (text === null) return null
  return (
    <section className={styles.banner} data-quiet="" aria-label={i18n.t('pause.section')}>
      <Icon name="bell-off" />
      <p className={styles.text}>{text}</p>
      <Button variant="plain" onClick={() => bridge.send({ type: 'resume' })}>
        {i18n.t('pause.resume')}
      </Button>
    </section>
  )
}
