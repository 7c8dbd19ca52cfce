import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import { ServerDot } from '../style/server-dot.tsx'
import type { ItemOrigin } from './item-origin.ts'
import styles from './item-source.module.css'

/** The colour and the name of the server that an item came from. */
export function ItemSource({ origin }: { readonly origin: ItemOrigin }) {
  const { t, isolate } = useI18n()
  const { source, muted } = origin
  return (
    <span className={styles.source} title={source.name}>
      <ServerDot colour={source.colour} />
      {muted && <Icon name="bell-off" size={10} />}
      <span className={styles.name} dir="auto" aria-hidden="true">
        {source.name}
      </span>
      <span className="visually-hidden">{t('item.from', { server: isolate(source.name) })}</span>
      {muted && <span className="visually-hidden">{t('item.mutedServer')}</span>}
    </span>
  )
}
