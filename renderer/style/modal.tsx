import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { isComposing } from '../keyboard.ts'
import styles from './modal.module.css'

export interface ModalProps {
  /** The id of its heading, or its name. */
  readonly labelledBy?: string
  readonly label?: string
  readonly className?: string | undefined
  /** Another key that closes it, besides Escape. */
  readonly isCloseKey?: (event: KeyboardEvent) => boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * A dialog above everything else, as long as it is in the document. The focus goes to what has the attribute
 * `data-first-focus`, and when it closes back to what had it. Escape and a click beside it close it. It is the
 * browser's own, which needs no style sheet that is added at run time.
 */
export function Modal(props: ModalProps) {
  const { labelledBy, label, className = '', isCloseKey = () => false, onClose, children } = props
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    const opener = document.activeElement
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus()
    return () => {
      // In React's strict mode the effect runs twice.
      dialog?.close()
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={ref}
      className={`${styles.modal} ${className}`}
      aria-labelledby={labelledBy}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => {
        if (event.defaultPrevented || isComposing(event.nativeEvent)) return
        if (event.key !== 'Escape' && !isCloseKey(event)) return
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // The shade around it belongs to the dialog itself; its content covers the rest.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {children}
    </dialog>
  )
}
