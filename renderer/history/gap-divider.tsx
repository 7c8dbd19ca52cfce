import type { ServerKey } from '../../electron/model/server.ts'
import type { SourceId } from '../../electron/model/source.ts'
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
}

/** Says in the list itself from before when notifications may be missing. */
export function GapDivider({ row, now, active }: GapDividerProps) {
  const text = useGapText(row.servers, now)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is a grid, not a table
    <div
      role="row"
      className={styles.divider}
      tabIndex={active ? 0 : -1}
      aria-label={text}
      aria-rowindex={row.stop + 1}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus is on the row, or on its button */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" className={styles.cell}>
        <GapNote servers={row.servers} text={text} reachable={active} />
      </div>
    </div>
  )
}

/** The same above an empty list. */
export function GapNotes({ source, now }: { readonly source: SourceId | null; readonly now: number }) {
  const { servers } = useWindow().snapshot
  const keys = servers
    .filter(({ id, status }) => status.gap !== null && (source === null || source === id))
    .map(({ key }) => key)
  const text = useGapText(keys, now)
  if (keys.length === 0) return null
  return (
    <section className={styles.divider} aria-label={text}>
      <GapNote servers={keys} text={text} reachable />
    </section>
  )
}

interface GapNoteProps {
  readonly servers: readonly ServerKey[]
  readonly text: string
  readonly reachable: boolean
}

function GapNote({ servers, text, reachable }: GapNoteProps) {
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
        onClick={() => {
          for (const server of servers) bridge.send({ type: 'dismiss-gap', server })
        }}
      >
        {t('action.dismiss')}
      </button>
    </>
  )
}

function useGapText(keys: readonly ServerKey[], now: number): string {
  const { servers } = useWindow().snapshot
  const { t, formats, isolate, list } = useI18n()
  const found = servers.filter(({ key }) => keys.includes(key))
  const at = Math.max(...found.map(({ status }) => status.gap?.at ?? 0))
  if (found.length === 0) return ''
  const time = formats.moment(at, now)
  if (servers.length === 1) return t('notice.gap', { time })
  return t('notice.gap-from', { server: list(found.map(({ name }) => isolate(name))), time })
}
