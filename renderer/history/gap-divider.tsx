import { relativeMoment } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './list-divider.module.css'
import type { GapRow } from './rows.ts'

export interface GapDividerProps {
  readonly row: GapRow
  readonly now: number
  readonly active: boolean
  readonly stopCount: number
}

/** Says in the list itself from before when notifications may be missing. */
export function GapDivider({ row, now, active, stopCount }: GapDividerProps) {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const { t, isolate } = i18n
  const server = snapshot.servers.find(({ key }) => key === row.server)
  const gap = server?.status.gap ?? null
  if (server === undefined || gap === null) return null
  const time = relativeMoment(gap.at, now, i18n)
  const text =
    snapshot.servers.length > 1
      ? t('notice.gapFrom', { server: isolate(server.name), time })
      : t('notice.gap', { time })
  return (
    <article
      className={styles.divider}
      tabIndex={active ? 0 : -1}
      aria-label={text}
      aria-posinset={row.stop + 1}
      aria-setsize={stopCount}
    >
      <Icon name="warning" size={14} />
      <p className={styles.text}>{text}</p>
      <button
        type="button"
        className={styles.button}
        tabIndex={active ? 0 : -1}
        onClick={() => bridge.send({ type: 'dismiss-gap', server: row.server })}
      >
        {t('notice.dismiss')}
      </button>
    </article>
  )
}
