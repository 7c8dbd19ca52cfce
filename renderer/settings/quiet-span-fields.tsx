import { useId } from 'react'
import type { Weekday } from '../../electron/model/local-time.ts'
import type { QuietSpan } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { minutesOfTime, spanNote, timeOfMinutes, weekFrom } from './quiet-span.ts'
import styles from './quiet-span-fields.module.css'

export interface QuietSpanFieldsProps {
  readonly span: QuietSpan
  /** From 1. */
  readonly number: number
  readonly onChange: (span: QuietSpan) => void
  readonly onRemove: () => void
}

/** One span of quiet hours: its days, start and end. */
export function QuietSpanFields({ span, number, onChange, onRemove }: QuietSpanFieldsProps) {
  const { t, formats } = useI18n()
  const note = spanNote(span)
  const toggle = (day: Weekday) => {
    const days = span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day].sort()
    onChange({ ...span, days })
  }
  return (
    <fieldset className={styles.span}>
      <legend className={styles.legend}>{t('settings.quietSpan', { count: number })}</legend>
      {/* biome-ignore lint/a11y/useSemanticElements: it is a part of the fieldset around it */}
      <div className={styles.days} role="group" aria-label={t('settings.quietDays')}>
        {weekFrom(formats.firstWeekday).map((day) => (
          <button
            key={day}
            type="button"
            className={styles.day}
            aria-pressed={span.days.includes(day)}
            title={formats.weekday(day).long}
            onClick={() => toggle(day)}
          >
            {formats.weekday(day).short}
          </button>
        ))}
      </div>
      <div className={styles.times}>
        <TimeField
          label={t('settings.quietFrom')}
          minutes={span.from}
          onChange={(from) => onChange({ ...span, from })}
        />
        <TimeField
          label={t('settings.quietTo')}
          minutes={span.to}
          onChange={(to) => onChange({ ...span, to })}
        />
      </div>
      <button
        type="button"
        className={`${buttons.icon} ${styles.remove}`}
        aria-label={t('settings.quietRemove')}
        title={t('settings.quietRemove')}
        onClick={onRemove}
      >
        <Icon name="bin" />
      </button>
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
