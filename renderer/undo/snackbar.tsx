import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import styles from './snackbar.module.css'
import type { Undoable, useUndo } from './use-undo.ts'

/** Offers undo for the last action. It is always in the document, so that screen readers notice its changes. */
export function Snackbar({ offered, undo, dismiss, hold }: ReturnType<typeof useUndo>) {
  const i18n = useI18n()
  const { t } = i18n
  return (
    <section
      className={styles.container}
      aria-label={t('undo.label')}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <div className={styles.bar} hidden={offered === null}>
        <p className={styles.text} role="status">
          {offered === null ? '' : doneText(offered, i18n)}
        </p>
        {offered !== null && (
          <>
            <button type="button" className={styles.undo} aria-keyshortcuts="Control+Z" onClick={undo}>
              {t('undo.undo')}
            </button>
            <IconButton
              variant="smallIcon"
              className={styles.dismiss}
              icon="cross"
              size={14}
              label={t('undo.dismiss')}
              onClick={dismiss}
            />
          </>
        )}
      </div>
    </section>
  )
}

function doneText(done: Undoable, { t, isolate }: Pick<WindowI18n, 't' | 'isolate'>): string {
  switch (done.kind) {
    case 'deleted': {
      const [last] = done.items.slice(-1)
      return t('undo.deleted', { count: done.items.length, title: last?.title ?? '' })
    }
    case 'muted':
    case 'unmuted':
      return t(`undo.${done.kind}`, { category: done.category })
    case 'server-muted':
    case 'server-unmuted':
      return t(`undo.${done.kind}`, { server: isolate(done.name) })
    default:
      return done satisfies never
  }
}
