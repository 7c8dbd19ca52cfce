import type { WindowText } from '../i18n/i18n.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import fields from '../style/field.module.css'
import type { WindowParts } from '../window-context.ts'
import styles from './about.module.css'
import { Group } from './group.tsx'

const keys: readonly (readonly [WindowText, WindowText])[] = [
  ['about.keyMove', 'about.key.arrows'],
  ['about.keySearch', 'about.key.search'],
  ['about.keyOpen', 'about.key.enter'],
  ['about.keyRead', 'about.key.read'],
  ['about.keyDelete', 'about.key.delete'],
  ['about.keyUndo', 'about.key.undo'],
  ['about.keyMenu', 'about.key.menu'],
  ['about.keyBack', 'about.key.escape'],
]

/** What this program is, and the keys it knows. */
export function About({ view }: WindowParts) {
  const { say } = useSpeech()
  return (
    <div>
      <Group title={say('about.name')}>
        <p>{say('about.text')}</p>
        <p className={fields.hint}>
          {say('about.version', { version: view.version })} · {say('about.license')}
        </p>
      </Group>
      <Group title={say('about.keys')}>
        <dl className={styles.keys}>
          {keys.map(([what, key]) => (
            <div key={key}>
              <dt>{say(what)}</dt>
              <dd>
                <kbd dir="ltr">{say(key)}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Group>
    </div>
  )
}
