import { useId } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { isSignKey } from '../keyboard.ts'
import { IconButton } from '../style/button.tsx'
import { Modal } from '../style/modal.tsx'
import { ShortcutList } from './shortcut-list.tsx'
import styles from './shortcuts-dialog.module.css'

/** The overview of all keys, which `?` opens and closes. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useI18n()
  const id = useId()
  return (
    <Modal
      labelledBy={id}
      className={styles.dialog}
      isCloseKey={(event) => isSignKey(event, '?')}
      onClose={onClose}
    >
      <div className={styles.head}>
        <h2 className={styles.title} id={id}>
          {t('shortcuts.title')}
        </h2>
        <IconButton icon="cross" label={t('shortcuts.close')} onClick={onClose} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll it */}
      <section className={styles.content} tabIndex={0} data-first-focus="" aria-labelledby={id}>
        <ShortcutList />
      </section>
    </Modal>
  )
}
