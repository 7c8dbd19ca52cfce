import type { Say } from '../i18n/i18n.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './snackbar.module.css'
import type { Undoable, useUndo } from './use-undo.ts'

/** Says what was just done, and takes it back when asked to. The region is always there, so that it is heard. */
export function Snackbar({ offered, undo, dismiss, hold }: ReturnType<typeof useUndo>) {
  const { say } = useSpeech()
  return (
    <section
      className={styles.place}
      aria-label={say('undo.label')}
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      <div className={styles.bar} hidden={offered === null}>
        <p className={styles.text} role="status">
          {offered === null ? '' : doneText(offered, say)}
        </p>
        {offered !== null && (
          <>
            <button type="button" className={styles.undo} aria-keyshortcuts="Control+Z" onClick={undo}>
              {say('undo.undo')}
            </button>
            <button
              type="button"
              className={styles.dismiss}
              aria-label={say('undo.dismiss')}
              title={say('undo.dismiss')}
              onClick={dismiss}
            >
              <Icon name="cross" size={14} />
            </button>
          </>
        )}
      </div>
    </section>
  )
}

function doneText(done: Undoable, say: Say): string {
  if (done.kind !== 'deleted') return say(`undo.${done.kind}`, { category: done.category })
  return say('undo.deleted', { count: done.keys.length, title: done.title })
}
