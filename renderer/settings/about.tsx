import type { TextKey } from '../../electron/i18n/i18n.ts'
import { useI18n } from '../i18n/i18n.ts'
import { type Shortcut, shortcutText } from '../shortcuts.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'

const shortcuts: readonly (readonly [TextKey, Shortcut])[] = [
  ['about.key-move', 'arrows'],
  ['filter.search-hint', 'search'],
  ['action.open', 'enter'],
  ['about.key-read', 'read'],
  ['item.delete', 'delete'],
  ['undo.undo', 'undo'],
  ['about.key-menu', 'menu'],
  ['about.key-back', 'escape'],
]

/** What Tidings is, and its keyboard shortcuts. */
export function About() {
  const { snapshot, bridge, keyboard } = useWindow()
  const { t } = useI18n()
  return (
    <div>
      <Group title={t('about.name')}>
        <p>{t('about.text')}</p>
        <p className={fields.hint}>
          {t('about.version', { version: snapshot.version })} · {t('about.license')}
        </p>
        <Button variant="outlined" onClick={() => bridge.send({ type: 'show-licenses' })}>
          {t('about.licenses')}
        </Button>
      </Group>
      <Group title={t('about.keys')}>
        <dl className={fields.pairs}>
          {shortcuts.map(([what, shortcut]) => (
            <div key={shortcut}>
              <dt>{t(what)}</dt>
              <dd>
                <kbd dir="ltr">{shortcutText(shortcut, keyboard, t)}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Group>
    </div>
  )
}
