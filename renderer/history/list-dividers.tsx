import type { ServerKey } from '../../electron/model/server.ts'
import type { SourceId } from '../../electron/model/source.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './list-dividers.module.css'
import type { GapRow, MoreRow } from './rows.ts'

export interface GapDividerProps {
  readonly row: GapRow
  readonly now: number
  /** Whether the Tab key reaches it. */
  readonly active: boolean
}

/** Says in the list itself from before when notifications may be missing. */
export function GapDivider({ row, now, active }: GapDividerProps) {
  return <ListDivider {...useGapNote(row.servers, now)} row={row} active={active} />
}

/** The same above an empty list. */
export function GapNotes({ source, now }: { readonly source: SourceId | null; readonly now: number }) {
  const { servers } = useWindow().snapshot
  const keys = servers
    .filter(({ id, status }) => status.gap !== null && (source === null || source === id))
    .map(({ key }) => key)
  const note = useGapNote(keys, now)
  if (keys.length === 0) return null
  return (
    <section className={styles.divider} aria-label={note.text}>
      <Icon name="warning" size={14} />
      <NoteText {...note} reachable />
    </section>
  )
}

export interface MoreDividerProps {
  readonly row: MoreRow
  readonly active: boolean
  readonly onMore: () => void
}

/** At the end of a list that is grouped: only what is loaded is, and more of it is loaded on request. */
export function MoreDivider({ row, active, onMore }: MoreDividerProps) {
  const { t } = useI18n()
  const note = { text: t('history.newest', { count: row.count }), action: t('history.load-more') }
  return <ListDivider {...note} row={row} active={active} onAction={onMore} />
}

interface Note {
  readonly text: string
  /** What the button says. */
  readonly action: string
  readonly onAction: () => void
}

interface ListDividerProps extends Note {
  readonly row: GapRow | MoreRow
  readonly active: boolean
}

function ListDivider({ row, active, ...note }: ListDividerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list is a grid, not a table
    <div
      role="row"
      className={styles.divider}
      data-plain={row.kind === 'more' ? '' : undefined}
      tabIndex={active ? 0 : -1}
      aria-label={note.text}
      aria-rowindex={row.stop + 1}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: the focus is on the row, or on its button */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="gridcell" className={styles.cell}>
        {row.kind === 'gap' && <Icon name="warning" size={14} />}
        <NoteText {...note} reachable={active} />
      </div>
    </div>
  )
}

function NoteText({ text, action, onAction, reachable }: Note & { readonly reachable: boolean }) {
  return (
    <>
      <p className={styles.text}>{text}</p>
      <button type="button" className={styles.button} tabIndex={reachable ? 0 : -1} onClick={onAction}>
        {action}
      </button>
    </>
  )
}

function useGapNote(keys: readonly ServerKey[], now: number): Note {
  const { bridge, snapshot } = useWindow()
  const { t, formats, isolate, list } = useI18n()
  const found = snapshot.servers.filter(({ key }) => keys.includes(key))
  const time = formats.moment(Math.max(0, ...found.map(({ status }) => status.gap?.at ?? 0)), now)
  const server = list(found.map(({ name }) => isolate(name)))
  return {
    text: snapshot.servers.length === 1 ? t('notice.gap', { time }) : t('notice.gap-from', { server, time }),
    action: t('action.dismiss'),
    onAction: () => {
      for (const key of keys) bridge.send({ type: 'dismiss-gap', server: key })
    },
  }
}
