import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Rule, RuleSubject } from '../../../electron/model/rule.ts'
import { coveringRule } from '../../../electron/model/rule-matcher.ts'
import { useAnnounce } from '../../announcements/announcer.tsx'
import { useI18n } from '../../i18n/i18n.ts'
import { Button, IconButton } from '../../style/button.tsx'
import fields from '../../style/field.module.css'
import type { OfferUndo } from '../../undo/use-undo.ts'
import { useWindow } from '../../window-context.ts'
import { movedRule, newRule, withRule } from './edit-rules.ts'
import { RuleDialog } from './rule-dialog.tsx'
import { ruleText } from './rule-text.ts'
import styles from './rules.module.css'
import { useRules } from './use-rules.ts'

export interface RulesSettingsProps {
  /** Opens the editor at once, for a rule about items like this one. */
  readonly ruleFor: RuleSubject | null
  readonly offerUndo: OfferUndo
}

/** The rules in order, and how to change them. */
export function RulesSettings({ ruleFor, offerUndo }: RulesSettingsProps) {
  const { rules, newest, change } = useRules()
  const { t } = useI18n()
  const announce = useAnnounce()
  const addRef = useRef<HTMLButtonElement>(null)
  const [edited, setEdited] = useState<Rule | null>(() => (ruleFor === null ? null : newRule(rules, ruleFor)))
  const [asked, setAsked] = useState(ruleFor)
  if (asked !== ruleFor) {
    setAsked(ruleFor)
    if (ruleFor !== null) setEdited(newRule(rules, ruleFor))
  }
  const move = (id: Rule['id'], by: -1 | 1) => {
    const before = newest()
    const moved = movedRule(before, id, by)
    if (moved === before) return
    change(moved)
    const place = moved.findIndex((rule) => rule.id === id) + 1
    announce(t('rules.moved', { place, count: moved.length }))
  }
  const remove = (id: Rule['id']) => {
    const before = newest()
    change(before.filter((rule) => rule.id !== id))
    offerUndo({ kind: 'rule-deleted', before })
    // Its button goes with it.
    addRef.current?.focus()
  }
  return (
    <>
      <p className={fields.hint}>{t('rules.hint')}</p>
      {rules.length === 0 ? (
        <p className={fields.hint}>{t('rules.none')}</p>
      ) : (
        <ol className={styles.list} aria-label={t('rules.list')}>
          {rules.map((rule) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              onMove={(by) => move(rule.id, by)}
              onEdit={() => setEdited(rule)}
              onDelete={() => remove(rule.id)}
            />
          ))}
        </ol>
      )}
      <Button ref={addRef} variant="outlined" onClick={() => setEdited(newRule(newest(), null))}>
        {t('rules.add')}
      </Button>
      {edited !== null && (
        <RuleDialog
          rule={edited}
          onStore={(rule) => change(withRule(newest(), rule))}
          onRestore={change}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  )
}

const button = { variant: 'smallIcon', size: 14 } as const

interface RuleRowProps {
  readonly rule: Rule
  readonly onMove: (by: -1 | 1) => void
  readonly onEdit: () => void
  readonly onDelete: () => void
}

function RuleRow({ rule, onMove, onEdit, onDelete }: RuleRowProps) {
  const { sources, settings } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  const { rules } = settings
  const place = rules.findIndex(({ id }) => id === rule.id)
  const covering = coveringRule(rules, rule.id)
  const text = ruleText(rule, sources, i18n)
  const moved = useMovedFocus(place)
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }
  return (
    <li className={styles.rule} data-covered={covering === null ? undefined : ''}>
      {/* The keys are those of its buttons. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what has the focus is a button */}
      <div className={styles.row} onKeyDown={onKeyDown} {...moved}>
        <span className={styles.text}>
          <span>{text}</span>
          {covering !== null && (
            <span className={fields.hint}>
              {t('rules.covered', { place: rules.findIndex(({ id }) => id === covering.id) + 1 })}
            </span>
          )}
        </span>
        <span className={styles.buttons}>
          <IconButton
            {...button}
            icon="up"
            label={t('rules.up', { rule: text })}
            aria-keyshortcuts="Alt+ArrowUp"
            aria-disabled={place === 0}
            onClick={() => onMove(-1)}
          />
          <IconButton
            {...button}
            className={styles.down}
            icon="up"
            label={t('rules.down', { rule: text })}
            aria-keyshortcuts="Alt+ArrowDown"
            aria-disabled={place === rules.length - 1}
            onClick={() => onMove(1)}
          />
          <IconButton {...button} icon="gear" label={t('rules.edit', { rule: text })} onClick={onEdit} />
          <IconButton {...button} icon="bin" label={t('rules.delete', { rule: text })} onClick={onDelete} />
        </span>
      </div>
    </li>
  )
}

/** What is moved in the document loses the focus: it gets it back. */
function useMovedFocus(place: number) {
  const focused = useRef<EventTarget | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each move
  useEffect(() => {
    const element = focused.current
    if (element instanceof HTMLElement && document.activeElement !== element) element.focus()
  }, [place])
  return {
    onFocus: (event: FocusEvent) => {
      focused.current = event.target
    },
    onBlur: (event: FocusEvent) => {
      if (event.relatedTarget !== null) focused.current = null
    },
  }
}
