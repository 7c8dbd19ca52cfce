import { useId } from 'react'
import type { DateRange } from '../../electron/model/window-filter.ts'
import { startOfDay } from '../format/relative-time.ts'
import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { calendarDay } from './date-range.ts'
import { dateTexts } from './filter-label.ts'
import styles from './filter-popover.module.css'
import { FilterSelect } from './filter-select.tsx'

export interface DateFieldsProps {
  readonly dates: DateRange | null
  readonly onDates: (dates: DateRange | null) => void
}

const kinds = ['today', 'yesterday', 'last-7-days', 'last-30-days'] as const

/** The days on which items came: some that are counted from today, or any two. */
export function DateFields({ dates, onDates }: DateFieldsProps) {
  const { clock } = useWindow()
  const { t } = useI18n()
  const choose = (kind: DateRange['kind'] | null) => {
    if (kind !== 'days') return onDates(kind === null ? null : { kind })
    const now = clock.now()
    onDates({ kind, from: calendarDay(startOfDay(now, -6)), to: calendarDay(now) })
  }
  return (
    <>
      <FilterSelect<DateRange['kind']>
        label={t('filter.dates')}
        any={t('filter.any-time')}
        value={dates?.kind ?? null}
        choices={[
          ...kinds.map((kind) => ({ value: kind, label: t(dateTexts[kind]) })),
          { value: 'days', label: t('filter.choose-days') },
        ]}
        onChange={choose}
      />
      {dates?.kind === 'days' && (
        <>
          <DayField label={t('filter.from')} day={dates.from} onDay={(from) => onDates({ ...dates, from })} />
          <DayField label={t('filter.to')} day={dates.to} onDay={(to) => onDates({ ...dates, to })} />
        </>
      )}
    </>
  )
}

interface DayFieldProps {
  readonly label: string
  /** Like `2026-11-30`; null: none. */
  readonly day: string | null
  readonly onDay: (day: string | null) => void
}

/** React does not control it: while a year is typed, the field holds other years, and would be emptied. */
function DayField({ label, day, onDay }: DayFieldProps) {
  const id = useId()
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={fields.input}
        type="date"
        min="1970-01-01"
        max="9999-12-31"
        defaultValue={day ?? ''}
        onChange={({ target }) => {
          if (target.validity.valid) onDay(target.value === '' ? null : target.value)
        }}
      />
    </div>
  )
}
