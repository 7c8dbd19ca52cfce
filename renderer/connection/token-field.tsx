import { useEffect, useId, useRef, useState } from 'react'
import { useFieldResult } from '../announcements/use-field-result.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'

export interface TokenFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly hint: string
  /** What is wrong with the token, in place of the hint; null: nothing. */
  readonly trouble: string | null
  /** Focuses the field when it appears. */
  readonly autoFocus: boolean
}

/** A password field whose content the user can show. */
export function TokenField({ label, value, onChange, hint, trouble, autoFocus }: TokenFieldProps) {
  const { t } = useI18n()
  const id = useId()
  const ref = useRef<HTMLInputElement>(null)
  const [shown, setShown] = useState(false)
  const { shown: shownTrouble, fieldProps } = useFieldResult({ value, result: trouble, hint })
  useEffect(() => {
    if (autoFocus) ref.current?.focus()
  }, [autoFocus])
  return (
    <div className={fields.field}>
      <label className={fields.label} htmlFor={id}>
        {label}
      </label>
      <div className={fields.withButton}>
        <input
          ref={ref}
          id={id}
          className={fields.input}
          type={shown ? 'text' : 'password'}
          value={value}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={shownTrouble === null ? undefined : true}
          {...fieldProps}
          onChange={(event) => onChange(event.target.value)}
        />
        <IconButton
          icon={shown ? 'eye-off' : 'eye'}
          label={t(shown ? 'welcome.token-hide' : 'welcome.token-show')}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        />
      </div>
      <p className={fields.found} data-tone={shownTrouble === null ? undefined : 'warn'}>
        {shownTrouble === null ? <span>{hint}</span> : <Icon name="warning" size={14} />}
        <span aria-live="polite">{shownTrouble}</span>
      </p>
    </div>
  )
}
