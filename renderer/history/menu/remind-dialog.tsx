import { Dialog } from 'radix-ui'
import { useId, useState } from 'react'
import { useI18n } from '../../i18n/i18n.ts'
import dialog from '../../settings/history-dialog.module.css'
import { Button } from '../../style/button.tsx'
import fields from '../../style/field.module.css'
import { useWindow } from '../../window-context.ts'
import { calendarDay } from '../date-range.ts'

export interface RemindDialogProps {
  /** Null: it is closed. Otherwise the title of the only item, or how many there are. */
  readonly subject: string | null
  readonly onClose: () => void
  /** @param at milliseconds since the epoch */
  readonly onChoose: (at: number) => void
  /** The dialog has closed, and the focus must move on. */
  readonly onClosed: () => void
}

/** Asks when to remind the user. */
export function RemindDialog({ subject, onClose, onChoose, onClosed }: RemindDialogProps) {
  const { t } = useI18n()
  return (
    <Dialog.Root
      open={subject !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Dialog.Portal container={document.querySelector('main')}>
        {/* Not the overlay of the library, which adds a style sheet that the content security policy forbids. */}
        <div className={dialog.shade} />
        <Dialog.Content
          className={dialog.dialog}
          aria-modal="true"
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            onClosed()
          }}
        >
          <Dialog.Title className={dialog.title}>{t('remind.label')}</Dialog.Title>
          <Dialog.Description className={dialog.text} dir="auto">
            {subject}
          </Dialog.Description>
          <TimeForm onClose={onClose} onChoose={onChoose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function TimeForm({ onClose, onChoose }: Pick<RemindDialogProps, 'onClose' | 'onChoose'>) {
  const { clock } = useWindow()
  const { t } = useI18n()
  const id = useId()
  const [value, setValue] = useState(() => localDateTime(tomorrowMorning(clock.now())))
  const [isPast, setIsPast] = useState(false)
  return (
    <form
      className={fields.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const at = new Date(value).getTime()
        // An incomplete time is not a number.
        if (!(at > clock.now())) return setIsPast(true)
        onChoose(at)
        onClose()
      }}
    >
      <p className={fields.field}>
        <label className={fields.label} htmlFor={id}>
          {t('remind.when')}
        </label>
        <input
          id={id}
          className={fields.input}
          type="datetime-local"
          value={value}
          min={localDateTime(clock.now())}
          aria-invalid={isPast}
          aria-describedby={isPast ? `${id}-error` : undefined}
          onChange={(event) => {
            setValue(event.target.value)
            setIsPast(false)
          }}
        />
        {isPast && (
          <span className={fields.hint} id={`${id}-error`} role="alert" data-tone="bad">
            {t('remind.past')}
          </span>
        )}
      </p>
      <div className={dialog.buttons}>
        <Button variant="outlined" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button variant="filled" type="submit">
          {t('remind.set')}
        </Button>
      </div>
    </form>
  )
}

function tomorrowMorning(now: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 9).getTime()
}

/** As a field for date and time wants it: `2026-11-30T08:00`. */
function localDateTime(at: number): string {
  const date = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${calendarDay(at)}T${two(date.getHours())}:${two(date.getMinutes())}`
}
