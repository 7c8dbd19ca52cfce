import type { ServerKey } from '../../electron/model/server.ts'
import type { SourceId } from '../../electron/model/source.ts'
import { startOfDay } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './list-divider.module.css'
import type { GapRow } from './rows.ts'

export interface GapDividerProps {
  readonly row: GapRow
  readonly now: number
  /** Whether the Tab key reaches it. */
  readonly active: boolean
  readonly stopCount: number
}

/** Says in the list itself from before when notifications may be missing. */
export function GapDivider({ row, now, active, stopCount }: GapDividerProps) {
  const text = useGapText(row.server, now)
  return (
    <article
      className={styles.divider}
      tabIndex={active ? 0 : -1}
      aria-label={text}
      aria-posinset={row.stop + 1}
      aria-setsize={stopCount}
    >
      <GapNote server={row.server} text={text} reachable={active} />
    </article>
  )
}

/** The same above an empty list. */
export function GapNotes({ source, now }: { readonly source: SourceId | null; readonly now: number }) {
  const { servers } = useWindow().snapshot
  return servers
    .filter(({ id, status }) => status.gap !== null && (source === null || source === id))
    .map(({ key }) => <LoneGap key={key} server={key} now={now} />)
}

function LoneGap({ server, now }: { readonly server: ServerKey; readonly now: number }) {
  const text = useGapText(server, now)
  return (
    <section className={styles.divider} aria-label={text}>
      <GapNote server={server} text={text} reachable />
    </section>
  )
}

interface GapNoteProps {
  readonly server: ServerKey
  readonly text: string
  readonly reachable: boolean
}

function GapNote({ server, text, reachable }: GapNoteProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  return (
    <>
      <Icon name="warning" size={14} />
      <p className={styles.text}>{text}</p>
      <button
        type="button"
        className={styles.button}
        tabIndex={reachable ? 0 : -1}
        onClick={() => bridge.send({ type: 'dismiss-gap', server })}
      >
        {t('notice.dismiss')}
      </button>
    </>
  )
}

function useGapText(key: ServerKey, now: number): string {
  const { servers } = useWindow().snapshot
  const i18n = useI18n()
  const server = servers.find((one) => one.key === key)
  const gap = server?.status.gap ?? null
  if (server === undefined || gap === null) return ''
  const { formats } = i18n
  const time = gap.at >= startOfDay(now) ? formats.time(gap.at) : formats.stamp(gap.at)
  if (servers.length === 1) return i18n.t('notice.gap', { time })
  return i18n.t('notice.gapFrom', { server: i18n.isolate(server.name), time })
}
