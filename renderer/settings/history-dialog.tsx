import { AlertDialog } from 'radix-ui'
import { useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Checkbox } from '../style/checkbox.tsx'
import { useWindow } from '../window-context.ts'
import styles from './history-dialog.module.css'

export interface HistoryDialogProps {
  /** The label of the button that asks, and its name for screen readers, where that has to say of which server. */
  readonly buttonLabel: string
  readonly buttonName?: string | undefined
  readonly title: string
  readonly text: string
  /** The label of the button that does it, and that of the one that deletes the history too. */
  readonly confirmLabel: string
  readonly deleteLabel: string
  readonly onConfirm: (deleteHistory: boolean) => void
}

/** A button that asks first: whether to do it, and whether the server's history goes too. */
export function HistoryDialog(props: HistoryDialogProps) {
  const { buttonLabel, buttonName, title, text, confirmLabel, deleteLabel, onConfirm } = props
  const { t } = useI18n()
  const { deleteHistoryAtSignOut: always } = useWindow().snapshot.settings
  const [isChosen, setChosen] = useState(false)
  const deletesHistory = always || isChosen
  return (
    <AlertDialog.Root onOpenChange={() => setChosen(false)}>
      <AlertDialog.Trigger asChild>
        <Button variant="outlined" aria-label={buttonName}>
          {buttonLabel}
        </Button>
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        {/* Not the overlay of the library, which adds a style sheet that the content security policy forbids. */}
        <div className={styles.shade} />
        <AlertDialog.Content className={styles.dialog} aria-modal="true">
          <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>{text}</AlertDialog.Description>
          {always ? (
            <p>{t('server.history-is-deleted')}</p>
          ) : (
            <Checkbox label={t('server.delete-history')} checked={isChosen} onChange={setChosen} />
          )}
          <div className={styles.buttons}>
            <AlertDialog.Cancel asChild>
              <Button variant="outlined">{t('action.cancel')}</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant="danger" onClick={() => onConfirm(deletesHistory)}>
                {deletesHistory ? deleteLabel : confirmLabel}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
