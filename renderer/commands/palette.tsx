import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { relativeMoment } from '../format/relative-time.ts'
import { Highlight } from '../history/highlighted-text.tsx'
import { itemText, shownAt } from '../history/item-text.ts'
import { type Translate, useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { isComposing, isLetterKey } from '../keyboard.ts'
import { Icon, type IconName } from '../style/icons.tsx'
import { Modal } from '../style/modal.tsx'
import { useWindow } from '../window-context.ts'
import type { CommandName } from './command-list.ts'
import styles from './palette.module.css'
import {
  type PaletteAction,
  type PaletteEntry,
  type PaletteGroup,
  paletteEntries,
  paletteSections,
} from './palette-entries.ts'
import { recentEntries, rememberEntry } from './recent-entries.ts'
import { useCommandKeys } from './use-command-keys.ts'
import { usePaletteItems } from './use-palette-items.ts'

export interface PaletteProps {
  /** Whether the command can do something now. Asked once: the palette covers what would change it. */
  readonly offers: (name: CommandName) => boolean
  readonly onRun: (action: PaletteAction) => void
  readonly onClose: () => void
}

const pageSize = 8

/** Finds commands, settings, servers and items by what is typed. A combobox whose list is always open. */
export function Palette({ offers, onRun, onClose }: PaletteProps) {
  const { snapshot, clock, memory } = useWindow()
  const i18n = useI18n()
  const { t, isolate } = i18n
  const { keysOf } = useCommandKeys()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const [known] = useState(() => ({
    entries: paletteEntries(snapshot, i18n, keysOf, offers),
    recent: recentEntries(memory),
  }))
  // Enter may come before the items are here: then it is meant for the first of them.
  const awaitsItems = useRef(false)
  const found = usePaletteItems(typed, ([first]) => {
    if (awaitsItems.current && first !== undefined) onRun({ kind: 'item', key: first.key })
  })
  const items = useMemo(
    () => found.items.map((item) => itemEntry(item, clock.now(), i18n)),
    [found.items, clock, i18n],
  )
  const sections = useMemo(
    () => paletteSections(known.entries, items, typed, known.recent),
    [known, items, typed],
  )
  const entries = sections.flatMap((section) => section.entries)
  const activeIndex = Math.min(active, entries.length - 1)
  const optionId = (entry: PaletteEntry | undefined) =>
    entry === undefined ? undefined : `${id}-${entries.indexOf(entry)}`

  const listRef = useRef<HTMLDivElement>(null)
  const activeId = optionId(entries[activeIndex])
  useLayoutEffect(() => {
    if (activeId === undefined) return
    // The heading of the first entry is worth seeing, too.
    if (activeIndex === 0) listRef.current?.scrollTo(0, 0)
    else document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId, activeIndex])

  const run = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return
    if (entry.group !== 'items') rememberEntry(memory, entry.id)
    onRun(entry.action)
  }
  const move = (index: number) => setActive(Math.max(0, Math.min(index, entries.length - 1)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const isOpener = isLetterKey(event, 'k') && (event.ctrlKey || event.metaKey)
    if (isOpener) onClose()
    else if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    // From the end on to the beginning, and the other way round.
    else if (event.key === 'ArrowDown') setActive(activeIndex + 1 < entries.length ? activeIndex + 1 : 0)
    else if (event.key === 'ArrowUp') setActive(activeIndex > 0 ? activeIndex - 1 : entries.length - 1)
    else if (event.key === 'PageDown') move(activeIndex + pageSize)
    else if (event.key === 'PageUp') move(activeIndex - pageSize)
    else if (event.key === 'Enter' && entries.length === 0) awaitsItems.current = !found.isComplete
    else if (event.key === 'Enter') run(entries[activeIndex])
    // The list has no tab stops, and beside the field there is nothing.
    else if (event.key !== 'Tab') return
    event.preventDefault()
  }

  return (
    <Modal label={t('command.palette')} className={styles.palette} onClose={onClose}>
      <div className={styles.search}>
        <Icon name="search" />
        <input
          className={styles.input}
          role="combobox"
          data-first-focus=""
          aria-label={t('palette.search')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          placeholder={t('palette.search')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
            awaitsItems.current = false
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        ref={listRef}
        className={styles.list}
        id={`${id}-list`}
        role="listbox"
        aria-label={t('palette.results')}
      >
        {sections.map(({ group, entries: listed }) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset can't group the options of a list
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <p className={styles.heading} id={`${id}-${group}`}>
              {t(groupTexts[group])}
            </p>
            {listed.map((entry) => (
              <Option
                key={entry.id}
                id={optionId(entry) ?? ''}
                entry={entry}
                search={typed}
                active={entry === entries[activeIndex]}
                onPoint={() => setActive(entries.indexOf(entry))}
                onRun={() => run(entry)}
              />
            ))}
          </div>
        ))}
      </div>
      {entries.length === 0 && found.isComplete && (
        <div className={styles.nothing}>
          <p>{t('palette.nothing', { search: isolate(typed.trim()) })}</p>
          <p className={styles.hint}>{t('palette.nothing-hint')}</p>
        </div>
      )}
      <p className="visually-hidden" role="status">
        {typed.trim() !== '' &&
          found.isComplete &&
          entries.length > 0 &&
          t('palette.found', { count: entries.length })}
      </p>
    </Modal>
  )
}

const groupTexts = {
  recent: 'palette.recent',
  commands: 'palette.commands',
  filters: 'palette.filters',
  settings: 'settings.title',
  servers: 'settings.servers',
  items: 'history.label',
} as const satisfies Record<PaletteGroup, Parameters<Translate>[0]>

interface OptionProps {
  readonly id: string
  readonly entry: PaletteEntry
  readonly search: string
  readonly active: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

function Option({ id, entry, search, active, onPoint, onRun }: OptionProps) {
  const { label, note, icon, action } = entry
  const isKeys = action.kind === 'command'
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, and names the active option
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      id={id}
      className={styles.option}
      role="option"
      aria-selected={active}
      // Not when the list moves below a pointer that rests.
      onPointerMove={active ? undefined : onPoint}
      // The field keeps the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={onRun}
    >
      <Icon name={icon} size={14} />
      <span className={styles.label} dir="auto">
        <Highlight text={label} search={search} />
      </span>
      {note !== null && (isKeys ? <kbd dir="ltr">{note}</kbd> : <span className={styles.note}>{note}</span>)}
    </div>
  )
}

function itemEntry(item: Item, now: number, i18n: WindowI18n): PaletteEntry {
  const { title } = itemText(item, i18n.t)
  return {
    ...{ id: `item ${item.key}`, group: 'items', label: title },
    note: relativeMoment(shownAt(item), now, i18n),
    icon: item.state === null ? 'bell' : stateIcons[item.state],
    action: { kind: 'item', key: item.key },
  }
}

const stateIcons = {
  queued: 'ring',
  running: 'ring',
  succeeded: 'check-circle',
  failed: 'cross-circle',
  cancelled: 'ban',
} as const satisfies Record<NonNullable<Item['state']>, IconName>
