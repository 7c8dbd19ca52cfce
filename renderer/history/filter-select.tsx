import { useId } from 'react'
import fields from '../style/field.module.css'
import styles from './filter-popover.module.css'

export interface FilterSelectProps<Value extends string> {
  readonly label: string
  /** What stands for null; null: one of the values is always chosen. */
  readonly any: string | null
  readonly value: Value | null
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value | null) => void
}

/** One of several values, or any. */
export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, any, value, choices, onChange } = props
  const id = useId()
  // By their places: a value may be any text, also an empty one.
  const place = choices.findIndex((choice) => choice.value === value)
  return (
    <div className={styles.row}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={fields.select}
        value={place}
        onChange={(event) => onChange(choices[Number(event.target.value)]?.value ?? null)}
      >
        {any !== null && <option value={-1}>{any}</option>}
        {choices.map((choice, index) => (
          <option key={choice.value} value={index}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}
