import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './history-footer.module.css'

/** Below the list: which notifications may be missing from it. */
export function HistoryFooter({ onDetails }: { readonly onDetails: () => void }) {
  const { bridge, snapshot } = useWindow()
  const { servers, rejectedCount } = snapshot
  const i18n = useI18n()
  const { t } = i18n
  const withGap = servers.filter(({ status }) => status.gap !== null)
  const gap = gapText(withGap, servers.length > 1, i18n)
  const notes = [
    ...(gap === null ? [] : [gap]),
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

/** That messages of these servers may be missing; null: of none. */
function gapText(
  servers: readonly ServerSnapshot[],
  isNamed: boolean,
  { t, formats, isolate, list }: WindowI18n,
): string | null {
  const gap = servers[0]?.status.gap ?? null
  if (gap === null) return null
  return isNamed
    ? t('notice.gaps', { servers: list(servers.map(({ name }) => isolate(name))) })
    : t('notice.gap', { time: formats.time(gap.at) })
}
