import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { type EmptyText, emptyText } from './empty-text.ts'
import { type FilterProps, noFilter } from './filter.ts'
import { sourceOf } from './item-origin.ts'

const buttonTexts = {
  'show-all': 'empty.show-all',
  'search-all': 'empty.search-all',
  'send-test': 'notification.send-test',
} as const satisfies Record<NonNullable<EmptyText['action']>, string>

/** Shown instead of an empty list. */
export function EmptyState({ filter, onFilter }: FilterProps) {
  const { bridge, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const server = filter.source === null ? null : isolate(sourceOf(filter.source, snapshot.sources).name)
  const connected = snapshot.servers.some(({ status }) => status.connection.kind === 'open')
  const { icon, title, text, action } = emptyText(filter, server, connected, t)
  const act = () => {
    if (action === 'send-test') bridge.send({ type: 'test-notification' })
    else onFilter(action === 'search-all' ? { ...noFilter, search: filter.search } : noFilter)
  }
  return (
    <section className={styles.page}>
      <span className={styles.sign}>
        <Icon name={icon} size={28} />
      </span>
      <h2 className={styles.title}>{title}</h2>
      {text !== null && <p className={styles.text}>{text}</p>}
      {action !== null && (
        <Button variant="outlined" onClick={act}>
          {t(buttonTexts[action])}
        </Button>
      )}
    </section>
  )
}
