import { ShortcutList } from '../commands/shortcut-list.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'

/** What Tidings is, and its keyboard shortcuts. */
export function About() {
  const { snapshot, bridge } = useWindow()
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
      <Group title={t('shortcuts.title')} setting="shortcuts.title">
        <ShortcutList />
      </Group>
    </div>
  )
}
