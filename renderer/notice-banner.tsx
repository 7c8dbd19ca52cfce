import { useI18n } from './i18n/i18n.ts'
import styles from './notice-banner.module.css'
import buttons from './style/button.module.css'
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
      <button
        type="button"
        className={buttons.icon}
        aria-label={t('notice.dismiss')}
        title={t('notice.dismiss')}
        onClick={() => bridge.send({ type: 'dismiss-notice' })}
      >
        <Icon name="cross" size={14} />
      </button>
    </section>
  )
}
