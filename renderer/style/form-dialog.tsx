import { type ReactNode, useId } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from './button.tsx'
import fields from './field.module.css'
import styles from './form-dialog.module.css'
import { Modal } from './modal.tsx'

export interface FormDialogProps {
  readonly title: string
  /** The label of the button that submits the form. */
  readonly submitLabel: string
  /** Whether the form can be submitted as it is. */
  readonly isValid: boolean
  readonly isWide?: boolean
  /** Another button, before those of every form. */
  readonly button?: ReactNode
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A form in a dialog, with a button that submits it and one that gives up. The dialog is open as long as it is in the document. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, isValid, isWide = false, button, onSubmit, onClose, children } = props
  const { t } = useI18n()
  const id = useId()
  return (
    <Modal className={isWide ? undefined : styles.small} labelledBy={id} onClose={onClose}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isValid) onSubmit()
        }}
      >
        <h2 className={styles.title} id={id}>
          {title}
        </h2>
        {children}
        <div className={fields.buttons}>
          {button}
          <Button variant="outlined" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button variant="filled" type="submit" disabled={!isValid}>
            {submitLabel}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
