import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './history-footer.module.css'

/** Below the list: which notifications may be missing from it. */
export function HistoryFooter({ onDetails }: { readonly onDetails: () => void }) {
  const { bridge, snapshot } = useWindow()
  const { status, rejectedCount } = snapshot
  const { t, formats } = useI18n()
  const notes = [
    ...(status.gap === null ? [] : [t('notice.gap', { time: formats.time(status.gap.at) })]),
    ...(rejectedCount === 0 ? [] : [t('notice.setAside', { count: rejectedCount })]),
  ]
  if (notes.length === 0) return null
  return (
    <footer className={styles.footer}>
      <div className={styles.lines}>
        {notes.map((note) => (
          <p key={note}>
            <Icon name="warning" size={14} />
            {note}
          </p>
        ))}
      </div>
      {status.gap !== null && (
        <button type="button" className={styles.details} onClick={() => bridge.send({ type: 'dismiss-gap' })}>
          {t('notice.dismiss')}
        </button>
      )}
      <button type="button" className={styles.details} onClick={onDetails}>
        {t('notice.details')}
      </button>
    </footer>
  )
}
