import { useEffect, useRef } from 'react'
import { useFieldResult } from '../announcements/use-field-result.ts'
import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { Icon, type IconName } from '../style/icons.tsx'
import { TextField } from '../style/text-field.tsx'
import { completeAddress } from './complete-address.ts'
import type { CheckText } from './server-check-text.ts'

const checkIcons = {
  busy: 'ring',
  ask: 'plug',
  good: 'check-circle',
  warn: 'warning',
  bad: 'cross-circle',
} as const satisfies Record<CheckText['tone'], IconName>

export interface AddressFieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** What is known of the address; null: nothing. */
  readonly check: CheckText | null
  /** Focuses the field when it appears. */
  readonly autoFocus: boolean
}

/** The address of a server. The scheme may be left out: it is completed when the user leaves the field. */
export function AddressField({ value, onChange, check, autoFocus }: AddressFieldProps) {
  const { t } = useI18n()
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) ref.current?.focus()
  }, [autoFocus])
  const hint = t('welcome.address-hint', { example: t('welcome.example') })
  const isBusy = check?.tone === 'busy'
  const { shown, fieldProps } = useFieldResult({ value, result: isBusy ? null : (check?.text ?? null), hint })
  const tone = isBusy || shown !== null ? check?.tone : undefined
  const complete = () => {
    const completed = completeAddress(value)
    if (completed !== value) onChange(completed)
  }
  return (
    <TextField
      ref={ref}
      label={t('welcome.address')}
      type="url"
      value={value}
      dir="ltr"
      autoComplete="off"
      spellCheck={false}
      maxLength={2000}
      aria-invalid={tone === 'warn' || tone === 'bad' ? true : undefined}
      {...fieldProps}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => {
        fieldProps.onBlur()
        complete()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') complete()
      }}
    >
      {/* It always takes two lines, so that nothing moves when the result appears. */}
      <p className={fields.found} data-tone={tone}>
        {tone !== undefined && <Icon name={checkIcons[tone]} size={14} spinning={isBusy} />}
        {shown === null && <span>{isBusy ? check.text : hint}</span>}
        <span aria-live="polite">{shown}</span>
      </p>
    </TextField>
  )
}
