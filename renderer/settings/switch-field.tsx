import { useId } from 'react'
import fields from '../style/field.module.css'

export interface SwitchFieldProps {
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export function SwitchField({ label, hint, checked, onChange }: SwitchFieldProps) {
  const id = useId()
  return (
    <div className={fields.row}>
      <div className={fields.text}>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <span className={fields.hint} id={`${id}-hint`}>
            {hint}
          </span>
        )}
      </div>
      <input
        id={id}
        className={fields.switch}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  )
}
