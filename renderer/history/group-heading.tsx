import { dayLabel } from '../format/relative-time.ts'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './group-heading.module.css'
import type { Group, HeadingRow } from './rows.ts'

export interface GroupHeadingProps {
  readonly row: HeadingRow
  readonly now: number
  /** Whether the arrow keys are at it. */
  readonly active: boolean
  readonly onToggle: (row: HeadingRow) => void
}

/**
 * The heading of a group, which folds and unfolds it. Screen readers hear it only where it stands for the items that it
 * hides: each of the others says its day, category and title itself.
 */
export function GroupHeading({ row, now, active, onToggle }: GroupHeadingProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { group, count, folded, stop } = row
  const name = groupName(group, now, i18n)
  const heard = {
    ...{ role: 'row', 'aria-label': folded ? t('history.folded', { name, count }) : name },
    ...(stop === null ? {} : { 'aria-rowindex': stop + 1 }),
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all its rows
    // biome-ignore lint/a11y/noStaticElementInteractions: it has a role wherever the keyboard reaches it
    <div
      className={styles.heading}
      data-folded={folded ? '' : undefined}
      {...(active || folded ? heard : { 'aria-hidden': true })}
      tabIndex={active ? 0 : -1}
      title={t(folded ? 'history.unfold-group' : 'history.fold-group', { name })}
      // The focus stays where it is: the click may be beside the row that has it.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onToggle(row)}
    >
      <span className={styles.cell} {...((active || folded) && { role: 'gridcell' })}>
        <HeadingText row={row} name={name} />
      </span>
    </div>
  )
}

export interface TopHeadingProps {
  readonly row: HeadingRow
  readonly now: number
  /** Whether the list is scrolled. */
  readonly lifted: boolean
  readonly onToggle: (row: HeadingRow) => void
}

/** The heading of the group at the top of the list, while its own row is out of sight. */
export function TopHeading({ row, now, lifted, onToggle }: TopHeadingProps) {
  const i18n = useI18n()
  const name = groupName(row.group, now, i18n)
  return (
    <div
      className={`${styles.heading} ${styles.top}`}
      data-folded={row.folded ? '' : undefined}
      data-lifted={lifted ? '' : undefined}
      aria-hidden="true"
      title={i18n.t(row.folded ? 'history.unfold-group' : 'history.fold-group', { name })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onToggle(row)}
    >
      <HeadingText row={row} name={name} />
    </div>
  )
}

function HeadingText({ row, name }: { readonly row: HeadingRow; readonly name: string }) {
  const { formats } = useI18n()
  return (
    <>
      <span className={styles.name} dir="auto">
        {name}
      </span>
      {(row.folded || row.group.name.kind !== 'day') && (
        <span className={styles.count}>{formats.number(row.count)}</span>
      )}
      <span className={styles.chevron}>
        <Icon name="chevron" size={12} />
      </span>
    </>
  )
}

/** What the heading of a group says. */
function groupName({ name }: Group, now: number, i18n: WindowI18n): string {
  switch (name.kind) {
    case 'day':
      return dayLabel(name.dayStart, now, i18n)
    case 'category':
      return name.category ?? i18n.t('history.no-category')
    case 'job':
      return name.title ?? i18n.t('item.job', { id: name.id })
    default:
      return name satisfies never
  }
}
