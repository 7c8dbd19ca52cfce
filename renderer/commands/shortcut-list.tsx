import { Fragment, useId } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import type { CommandGroup } from './command.ts'
import { commandNames, commandOf } from './command-list.ts'
import styles from './shortcut-list.module.css'
import { shortcutText, shownShortcuts } from './shortcut-text.ts'

const groups: readonly CommandGroup[] = ['general', 'move', 'item', 'select', 'show']

/** All keys, in groups. */
export function ShortcutList() {
  const { keyboard } = useWindow()
  const i18n = useI18n()
  const { t } = i18n
  const id = useId()
  return (
    <div className={styles.groups}>
      {groups.map((group) => (
        <section key={group} className={styles.group} aria-labelledby={`${id}-${group}`}>
          <h3 className={styles.heading} id={`${id}-${group}`}>
            {t(`shortcuts.${group}`)}
          </h3>
          <dl className={styles.pairs}>
            {commandNames
              .map(commandOf)
              .filter((entry) => entry.group === group && entry.keys.length > 0)
              .map((entry) => (
                <div key={entry.text}>
                  <dt>{t(entry.text)}</dt>
                  <dd>
                    {shownShortcuts(entry, keyboard).map((shortcut, index) => (
                      <Fragment key={`${shortcut.mod} ${shortcut.shift} ${shortcut.key}`}>
                        {index > 0 && <span className={styles.or}>{t('shortcuts.or')}</span>}
                        <kbd dir="ltr">{shortcutText(shortcut, keyboard, i18n)}</kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
