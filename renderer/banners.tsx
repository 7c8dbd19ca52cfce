import type { ReactNode } from 'react'
import styles from './banners.module.css'
import { useDismissed } from './dismissed.ts'
import { useNow } from './format/use-now.ts'
import { useI18n } from './i18n/i18n.ts'
import { pauseText, silenceText, skippedText } from './settings/pause-text.ts'
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
      <Icon name="warning" />
      <p className={styles.text} aria-live="polite" dir="auto">
        {snapshot.notice}
      </p>
      <DismissButton onDismiss={() => bridge.send({ type: 'dismiss-notice' })} />
    </section>
  )
}

/** Shown where the desktop can't show notifications, with what helps. */
export function NotificationProblemBanner() {
  const { notificationProblem } = useWindow().snapshot
  const { t } = useI18n()
  const { texts, dismiss } = useDismissed()
  if (notificationProblem === null || texts.problem === notificationProblem) return null
  return (
    <section className={styles.banner} aria-label={t('settings.notifications')}>
      <Icon name="bell-off" />
      <p className={styles.text} aria-live="polite">
        {notificationProblem}
      </p>
      <DismissButton onDismiss={() => dismiss('problem', notificationProblem)} />
    </section>
  )
}

/** Shown while no notifications appear, so that nobody waits for one: a pause, quiet hours, or Do Not Disturb. */
export function PauseBanner() {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const { t, formats } = i18n
  const { pause, silence } = snapshot
  const { quietHoursOffUntil } = snapshot.settings
  const now = useNow(pause.kind === 'until' || quietHoursOffUntil !== null ? 10_000 : null)
  const paused = pauseText(pause, now, i18n)
  if (paused !== null) {
    return (
      <SilenceBanner text={paused}>
        <Button variant="plain" onClick={() => bridge.send({ type: 'resume' })}>
          {t('pause.resume')}
        </Button>
      </SilenceBanner>
    )
  }
  const silenced = silenceText(silence, now, i18n)
  if (silenced !== null && silence.kind === 'on') {
    return (
      <SilenceBanner text={silenced}>
        {silence.reason === 'quiet-hours' && silence.until !== null && (
          <Button variant="plain" onClick={() => bridge.send({ type: 'skip-quiet-hours' })}>
            {t('pause.skip-quiet', { time: formats.time(silence.until) })}
          </Button>
        )}
      </SilenceBanner>
    )
  }
  const skipped = skippedText(quietHoursOffUntil, now, i18n)
  if (skipped === null) return null
  return (
    <SilenceBanner text={skipped} icon="bell">
      <Button variant="plain" onClick={() => bridge.send({ type: 'keep-quiet-hours' })}>
        {t('pause.keep-quiet')}
      </Button>
    </SilenceBanner>
  )
}

interface SilenceBannerProps {
  readonly text: string
  readonly icon?: 'bell' | 'bell-off'
  /** What the user can do about it. */
  readonly children: ReactNode
}

function SilenceBanner({ text, icon = 'bell-off', children }: SilenceBannerProps) {
  const { t } = useI18n()
  const { texts, dismiss } = useDismissed()
  if (texts.silence === text) return null
  return (
    <section className={styles.banner} data-quiet="" aria-label={t('pause.section')}>
      <Icon name={icon} />
      <div className={styles.content}>
        <p className={styles.text}>{text}</p>
        {children}
      </div>
      <DismissButton onDismiss={() => dismiss('silence', text)} />
    </section>
  )
}

function DismissButton({ onDismiss }: { readonly onDismiss: () => void }) {
  const { t } = useI18n()
  return (
    <IconButton variant="smallIcon" icon="cross" size={14} label={t('action.dismiss')} onClick={onDismiss} />
  )
}
