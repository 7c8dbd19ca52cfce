import { Popover } from 'radix-ui'
import { type FormEvent, useId, useState } from 'react'
import { maxFilterNameLength, maxSavedFilters } from '../../electron/model/settings.ts'
import { cut } from '../../electron/model/text.ts'
import { useFieldResult } from '../announcements/use-field-result.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import menu from '../style/menu.module.css'

export interface FilterNameButtonProps {
  readonly label: string
  /** The name to begin with. */
  readonly name: string
  /** The names that other filters have. */
  readonly others: readonly string[]
  /** Whether there can be no further filter. */
  readonly full: boolean
  readonly onName: (name: string) => void
}

/** A button that asks for the name of a filter. */
export function FilterNameButton({ label, ...form }: FilterNameButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button variant="plain">{label}</Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={menu.popover}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
        >
          <NameForm {...form} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface NameFormProps extends Omit<FilterNameButtonProps, 'label'> {
  readonly onDone: () => void
}

function NameForm({ name, others, full, onName, onDone }: NameFormProps) {
  const { t } = useI18n()
  const id = useId()
  const [text, setText] = useState(() => cut(name, maxFilterNameLength))
  const trimmed = text.trim()
  const isTaken = others.includes(trimmed)
  const trouble = isTaken ? t('filter.name-taken') : null
  const { shown, fieldProps } = useFieldResult({ value: text, result: trouble, hint: '' })
  if (full) return <p>{t('filter.too-many', { count: maxSavedFilters })}</p>
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (trimmed === '' || isTaken) return
    onName(trimmed)
    onDone()
  }
  return (
    <form className={fields.field} onSubmit={onSubmit}>
      <label className={fields.label} htmlFor={id}>
        {t('filter.name')}
      </label>
      <div className={fields.withButton}>
        <input
          id={id}
          className={fields.input}
          value={text}
          maxLength={maxFilterNameLength}
          dir="auto"
          spellCheck={false}
          aria-invalid={isTaken}
          {...fieldProps}
          onFocus={(event) => {
            event.target.select()
            fieldProps.onFocus()
          }}
          onChange={(event) => setText(event.target.value)}
        />
        <Button variant="filled" type="submit" disabled={trimmed === '' || isTaken}>
          {t('filter.save-name')}
        </Button>
      </div>
      <p className={fields.hint} aria-live="polite">
        {shown}
      </p>
    </form>
  )
}
