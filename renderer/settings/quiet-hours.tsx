import { useId } from 'react'
import type { Weekday } from '../../electron/model/local-time.ts'
import type { QuietSpan, Settings } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button, IconButton } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { useChangeSettings, useIsLocked, useWindow } from '../window-context.ts'
import { SwitchField } from './fields.tsx'
import styles from './quiet-hours.module.css'
import { minutesOfTime, spanNote, timeOfMinutes, weekFrom } from './quiet-span.ts'

const newSpan: QuietSpan = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, to: 7 * 60 }

/** The times of the week without notifications. */
export function QuietHours() {
  const { t } = useI18n()
  const change = useChangeSettings()
  const isLocked = useIsLocked('quietHours')
  const { enabled, spans } = useWindow().snapshot.settings.quietHours
  const onChange = (quietHours: Settings['quietHours']) => change({ quietHours })
  const changeSpans = (changed: readonly QuietSpan[]) => onChange({ enabled, spans: changed })
  return (
    <>
      <SwitchField
        locksWith="quietHours"
        label={t('settings.quiet-on')}
        hint={t('settings.quiet-hint')}
        checked={enabled}
        onChange={(checked) => onChange({ enabled: checked, spans: spans.length > 0 ? spans : [newSpan] })}
      />
      {enabled &&
        spans.map((span, index) => (
          <QuietSpanFields
            // A span has no identity other than its index.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            span={span}
            isLocked={isLocked}
            number={index + 1}
            onChange={(changed) => changeSpans(spans.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => changeSpans(spans.filter((_, at) => at !== index))}
          />
        ))}
      {enabled && !isLocked && (
        <div className={fields.row}>
          <Button variant="small" onClick={() => changeSpans([...spans, newSpan])}>
            <Icon name="plus" size={14} />
            {t('settings.quiet-add')}
          </Button>
        </div>
      )}
    </>
  )
}

interface QuietSpanFieldsProps {
  readonly span: QuietSpan
  readonly isLocked: boolean
  /** From 1. */
  readonly number: number
  readonly onChange: (span: QuietSpan) => void
  readonly onRemove: () => void
}

/** One span of quiet hours: its days, start and end. */
function QuietSpanFields({ span, isLocked, number, onChange, onRemove }: QuietSpanFieldsProps) {
  const { t, formats } = useI18n()
  const note = spanNote(span)
  const toggle = (day: Weekday) => {
    const days = span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day].sort()
    onChange({ ...span, days })
  }
  return (
    <fieldset className={styles.span} disabled={isLocked}>
      <legend className={styles.legend}>{t('settings.quiet-span', { count: number })}</legend>
      {/* biome-ignore lint/a11y/useSemanticElements: it is a part of the fieldset around it */}
      <div className={styles.days} role="group" aria-label={t('settings.quiet-days')}>
        {weekFrom(formats.firstWeekday).map((day) => (
          <button
            key={day}
            type="button"
            className={styles.day}
            aria-pressed={span.days.includes(day)}
            onClick={() => toggle(day)}
          >
            <span aria-hidden="true">{formats.weekday(day).short}</span>
            <span className="visually-hidden">{formats.weekday(day).long}</span>
          </button>
        ))}
      </div>
      <div className={styles.times}>
        <TimeField
          label={t('settings.quiet-from')}
          minutes={span.from}
          onChange={(from) => onChange({ ...span, from })}
        />
        <TimeField
          label={t('settings.quiet-to')}
          minutes={span.to}
          onChange={(to) => onChange({ ...span, to })}
        />
      </div>
      {!isLocked && (
        <IconButton
          className={styles.remove}
          icon="bin"
          label={t('settings.quiet-remove')}
          onClick={onRemove}
        />
      )}
      {note !== null && <p className={fields.hint}>{t(note)}</p>}
    </fieldset>
  )
}

interface TimeFieldProps {
  readonly label: string
  /** Since midnight. */
  readonly minutes: number
  readonly onChange: (minutes: number) => void
}

function TimeField({ label, minutes, onChange }: TimeFieldProps) {
  const id = useId()
  return (
    <div className={styles.time}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={fields.input}
        type="time"
        value={timeOfMinutes(minutes)}
        onChange={(event) => {
          const changed = minutesOfTime(event.target.value)
          if (changed !== null) onChange(changed)
        }}
      />
    </div>
  )
}
