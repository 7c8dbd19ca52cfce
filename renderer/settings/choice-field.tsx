import { useId } from 'react'
import fields from '../style/field.module.css'

export interface ChoiceFieldProps<Value extends string | number> {
  readonly label: string
  readonly hint?: string | undefined
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly lang?: string }[]
  readonly onChange: (value: Value) => void
}

/** A choice of a few values, as a native list. */
export function ChoiceField<Value extends string | number>(props: ChoiceFieldProps<Value>) {
  const { label, hint, value, choices, onChange } = props
  const id = useId()
  return (
    <>
      <div className={fields.row}>
        <label htmlFor={id}>{label}</label>
        <select
          id={id}
          className={fields.select}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => {
            const chosen = choices[event.target.selectedIndex]
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} lang={choice.lang}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
      {hint !== undefined && (
        <span className={fields.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </>
  )
}

/** The choices in order, with the current value added if it is none of them. */
export function withCurrent(choices: readonly number[], current: number): readonly number[] {
  return choices.includes(current) ? choices : [...choices, current].sort((a, b) => a - b)
}
