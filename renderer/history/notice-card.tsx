import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-context.ts'
import styles from './notice-card.module.css'

/** What the main process has to tell once, until it is dismissed. */
export function NoticeCard({ bridge, view }: WindowParts) {
  const { say } = useSpeech()
  const notice = view.notice ?? null
  if (notice === null) return null
  return (
    <section className={styles.card} aria-label={say('notice.label')}>
      <p className={styles.text} role="status" dir="auto">
        {notice}
      </p>
      <button
        type="button"
        className={buttons.icon}
        aria-label={say('notice.dismiss')}
        title={say('notice.dismiss')}
        onClick={() => bridge.send({ type: 'dismiss-notice' })}
      >
        <Icon name="cross" size={14} />
      </button>
    </section>
  )
}
