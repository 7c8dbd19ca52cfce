import type { Item } from '../../electron/model/item.ts'
import type { JobProgress } from '../../electron/model/job.ts'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { Highlight } from './highlighted-text.tsx'
import { remindsAt } from './item-abilities.ts'
import type { ItemActions } from './item-actions.ts'
import styles from './item-line.module.css'
import type { ItemOrigin } from './item-origin.ts'
import { ItemSource } from './item-source.tsx'
import { itemText } from './item-text.ts'
import { JobProgressBar } from './job-progress.tsx'
import { LinkedText } from './linked-text.tsx'
import { outcomeText } from './outcome-text.ts'
import { progressNote } from './progress-note.ts'
import type { ItemRow } from './rows.ts'
import { RunButton } from './run-button.tsx'
import type { RowHandlers } from './use-row-handlers.ts'

export interface ItemLineProps {
  readonly row: ItemRow
  /** The progress of the job; null when unknown, or when it is not a job. */
  readonly progress: JobProgress | null
  /** Whether the Tab key reaches this item. */
  readonly active: boolean
  /** Whether all of its texts are shown. */
  readonly unfolded: boolean
  /** Whether its category is muted. */
  readonly muted: boolean
  /** The server that it came from; null: there is only one. */
  readonly origin: ItemOrigin | null
  readonly search: string
  readonly now: number
  readonly actions: ItemActions
  readonly handlers: RowHandlers
}

/** What stands below the title, each fact once: the message, the progress, and where the item belongs. */
export function ItemLine(props: ItemLineProps) {
  const { row, progress, active, unfolded, origin, search, now, actions, handlers } = props
  const { item, run } = row
  const i18n = useI18n()
  const { t, formats } = i18n
  const { title, body, tone } = itemText(item, t)
  const note = progressNote(item, progress, now, i18n)
  const word = wordOf(props, i18n)
  const reminder = remindsAt(item)
  const isLabelsOnly =
    [run, word, body, note].every((part) => part === null) && tone !== 'running' && !unfolded
  return (
    <div
      className={styles.line}
      data-unfolded={unfolded ? '' : undefined}
      data-labels-only={isLabelsOnly ? '' : undefined}
    >
      {run !== null && (
        <RunButton run={run} reachable={active} onToggle={() => handlers.toggleRun(item.key)} />
      )}
      {word !== null && (
        <span className={styles.word} data-word={tone}>
          {word}
        </span>
      )}
      {body !== null && (
        <p className={styles.body} dir="auto" data-cut="">
          <LinkedText
            text={body}
            search={search}
            reachable={active && unfolded}
            onOpen={(index) => actions.openLink(item, index)}
          />
        </p>
      )}
      {note !== null && (
        <span className={styles.note} data-tone={note.tone === 'warn' ? 'warn' : undefined}>
          {note.tone === 'warn' && <Icon name="warning" size={12} />}
          {note.text}
        </span>
      )}
      {tone === 'running' && <JobProgressBar item={item} measured={progress} label={title} />}
      <span className={styles.labels}>
        {reminder !== null && (
          <span
            className={styles.reminder}
            title={t('item.outcome.snoozed', { at: formats.exact(reminder) })}
          >
            <Icon name="alarm" size={12} />
            {formats.moment(reminder, now)}
            <IconButton
              variant="smallIcon"
              icon="cross"
              size={12}
              label={t('remind.cancel')}
              tabIndex={active ? 0 : -1}
              onClick={() => actions.cancelReminder([item])}
            />
          </span>
        )}
        {origin !== null && <ItemSource origin={origin} />}
        {item.category !== null && (
          <span className={styles.category} title={item.category}>
            {props.muted && <Icon name="bell-off" size={10} />}
            <span className={styles.name} dir="auto">
              <Highlight text={item.category} search={search} />
            </span>
            {props.muted && <span className="visually-hidden">{t('item.muted')}</span>}
          </span>
        )}
      </span>
      {unfolded && <UnfoldedDetails item={item} />}
    </div>
  )
}

/** When exactly it came, and what became of its notification. */
function UnfoldedDetails({ item }: { readonly item: Item }) {
  const i18n = useI18n()
  const outcome = outcomeText(item, i18n)
  return (
    <p className={styles.details}>
      {i18n.formats.exact(item.receivedAt)}
      {outcome !== null && remindsAt(item) === null && ` · ${outcome}`}
    </p>
  )
}

/**
 * The state in a word, where nothing else says it. Important and critical look alike but for their colour, so these are
 * always in words; of a job, the icon says it, and the message.
 */
function wordOf({ row: { item }, progress, now, unfolded }: ItemLineProps, i18n: WindowI18n): string | null {
  const { body, tone, label } = itemText(item, i18n.t)
  if (tone === 'important' || tone === 'critical') return label
  if (unfolded) return tone === 'running' ? null : label
  return body === null && progressNote(item, progress, now, i18n) === null && item.progress === null
    ? label
    : null
}
