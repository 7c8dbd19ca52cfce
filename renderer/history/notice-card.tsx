import { useI18n } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowProps } from '../window-context.ts'
import styles from './notice-card.module.css'

/** What the main process has to tell once, until it is dismissed. */
export function NoticeCard({ bridge, snapshot }: WindowProps) {
  const { t } = useI18n()
  const notice = snapshot.notice ?? null
  if (notice === null) return null
  return (
    <section className={styles.card} aria-label={t('notice.label')}>
      <p className={styles.text} role="status" dir="auto">
        {notice}
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
