import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './history-footer.module.css'

/** Below the list: which notifications may be missing from it. */
export function HistoryFooter({ onDetails }: { readonly onDetails: () => void }) {
  const { bridge, snapshot } = useWindow()
  const { servers, rejectedCount } = snapshot
  const { t, formats, isolate } = useI18n()
  const withGap = servers.filter(({ status }) => status.gap !== null)
  const notes = [
    ...withGap.map(({ name, status }) => {
      const text = t('notice.gap', { time: formats.time(status.gap?.at ?? 0) })
      return servers.length === 1 ? text : t('status.serverState', { server: isolate(name), state: text })
    }),
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
      {withGap.length > 0 && (
        <button
          type="button"
          className={styles.details}
          onClick={() => {
            for (const { key } of withGap) bridge.send({ type: 'dismiss-gap', server: key })
          }}
        >
          {t('notice.dismiss')}
        </button>
      )}
      <button type="button" className={styles.details} onClick={onDetails}>
        {t('notice.details')}
      </button>
    </footer>
  )
}
