import type { ReactNode } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import { useI18n } from '../../i18n/i18n.ts'
import fields from '../../style/field.module.css'
import type { ItemOrigin } from '../item-origin.ts'
import { ItemSource } from '../item-source.tsx'
import { outcomeText } from '../outcome-text.ts'
import styles from './detail-facts.module.css'

export interface DetailFactsProps {
  readonly item: Item
  readonly origin: ItemOrigin | null
  readonly muted: boolean
}

/** What became of its notification, where the item came from, and when. */
export function DetailFacts({ item, origin, muted }: DetailFactsProps) {
  const i18n = useI18n()
  const { t, formats } = i18n
  const { category, createdAt, receivedAt, updatedAt } = item
  const outcome = outcomeText(item, i18n)
  const time = (at: number) => <time dateTime={new Date(at).toISOString()}>{formats.exact(at)}</time>
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ...(outcome === null ? [] : [[t('item.notification'), outcome] as const]),
    ...(origin === null ? [] : [[t('status.server'), <ItemSource key="" origin={origin} />] as const]),
    ...(category === null
      ? []
      : [[t('filter.category'), muted ? `${category} (${t('item.muted')})` : category] as const]),
    ...(createdAt === null ? [] : [[t('detail.created'), time(createdAt)] as const]),
    [t('detail.received'), time(receivedAt)],
    ...(updatedAt === receivedAt ? [] : [[t('detail.updated'), time(updatedAt)] as const]),
  ]
  return (
    <dl className={`${fields.pairs} ${styles.facts}`}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
