import { Dialog } from 'radix-ui'
import { useMemo } from 'react'
import changelog from '../../CHANGELOG.md?raw'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { newestRelease } from './changelog.ts'
import dialog from './history-dialog.module.css'
import styles from './whats-new.module.css'

/** A button that opens what the newest version has brought. There is no other language than English for that. */
export function WhatsNew() {
  const { t } = useI18n()
  const { version } = useWindow().snapshot
  const release = useMemo(() => newestRelease(changelog), [])
  return (
    <Dialog.Root>
      <Dialog.Trigger asChild>
        <Button variant="outlined">{t('about.whats-new')}</Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        {/* Not the overlay of the library, which adds a style sheet that the content security policy forbids. */}
        <div className={dialog.shade} />
        <Dialog.Content
          className={`${dialog.dialog} ${styles.dialog}`}
          aria-modal="true"
          aria-describedby={undefined}
          // Escape closes the dialog, not the settings behind it.
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.stopPropagation()
          }}
        >
          <Dialog.Title className={dialog.title}>
            {t('about.whats-new-in', { version: release.version ?? version })}
          </Dialog.Title>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable part must be reachable by keyboard */}
          <ul className={styles.changes} lang="en" dir="ltr" tabIndex={0}>
            {release.changes.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
          <div className={dialog.buttons}>
            <Dialog.Close asChild>
              <Button variant="outlined">{t('about.close')}</Button>
            </Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
