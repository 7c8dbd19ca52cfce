import { useEffect, useRef } from 'react'
import { useAnnounce } from '../announcements/announcer.tsx'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import styles from './snackbar.module.css'
import { doneText } from './undo-text.ts'
import type { useUndo } from './use-undo.ts'

/**
 * Offers undo for the last action, also to the ear. When it goes with the focus in it, the focus returns to where it was.
 */
export function Snackbar({ offered, undo, dismiss, hold }: ReturnType<typeof useUndo>) {
  const { markedRead } = useWindow().snapshot
  const i18n = useI18n()
  const { t } = i18n
  const announce = useAnnounce()
  const { ariaKeysOf, keysOf } = useCommandKeys()
  const ref = useRef<HTMLElement>(null)
  const cameFrom = useRef<EventTarget | null>(null)
  const done = offered === null ? null : doneText(offered, markedRead?.count ?? 0, i18n)
  const keys = keysOf('undo') ?? ''
  useEffect(() => {
    if (done !== null) announce(t('announce.with-undo', { done, keys }))
  }, [done, keys, announce, t])
  const leave = (act: () => void) => () => {
    if (ref.current?.contains(document.activeElement) === true) focusAgain(cameFrom.current)
    act()
  }
  return (
    <section
      ref={ref}
      className={styles.container}
      aria-label={t('undo.label')}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={({ relatedTarget }) => {
        if (relatedTarget !== null && ref.current?.contains(relatedTarget) !== true)
          cameFrom.current = relatedTarget
        hold(true)
      }}
      onBlur={() => hold(false)}
    >
      <div className={styles.bar} hidden={offered === null}>
        <p className={styles.text}>{done}</p>
        {offered !== null && (
          <>
            <button
              type="button"
              className={styles.undo}
              aria-keyshortcuts={ariaKeysOf('undo')}
              onClick={leave(undo)}
            >
              {t('undo.undo')}
            </button>
            <IconButton
              variant="smallIcon"
              className={styles.dismiss}
              icon="cross"
              size={14}
              label={t('action.dismiss')}
              onClick={leave(dismiss)}
            />
          </>
        )}
      </div>
    </section>
  )
}

/** Focuses what had the focus before; when that is gone, as after a deletion, the item of the list that is next. */
function focusAgain(element: EventTarget | null): void {
  const there = element instanceof HTMLElement && element.isConnected ? element : null
  const next = there ?? document.querySelector<HTMLElement>('[role=grid] [role=row][tabindex="0"]')
  next?.focus({ preventScroll: true })
}
