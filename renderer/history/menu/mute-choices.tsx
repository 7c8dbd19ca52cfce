import type { Item } from '../../../electron/model/item.ts'
import { isMuted } from '../../../electron/model/mute.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { useWindow } from '../../window-context.ts'
import type { ItemActions } from '../item-actions.ts'
import type { ItemOrigin } from '../item-origin.ts'
import { MenuChoice } from './menu-choice.tsx'

export interface MuteChoicesProps {
  readonly items: readonly Item[]
  readonly originOf: (item: Item) => ItemOrigin | null
  readonly actions: ItemActions
}

/** A menu of more categories, or servers, would not fit into the window. */
const maxChoices = 6

/** Mutes the categories and the servers of these items, each by itself. */
export function MuteChoices({ items, originOf, actions }: MuteChoicesProps) {
  const { rules } = useWindow().snapshot.settings
  const { t } = useI18n()
  const categories = [...new Set(items.flatMap(({ category }) => category ?? []))].slice(0, maxChoices)
  const origins = [...new Set(items.flatMap((item) => originOf(item) ?? []))]
    .filter(({ server }) => server !== null)
    .slice(0, maxChoices)
  return (
    <>
      {categories.map((category) => {
        const muted = isMuted(rules, { category })
        return (
          <MenuChoice
            key={category}
            icon={muted ? 'bell' : 'bell-off'}
            label={t(muted ? 'item.unmute' : 'item.mute', { category })}
            onSelect={() => actions.toggleMute(category)}
          />
        )
      })}
      {origins.map((origin) => (
        <MenuChoice
          key={origin.source.id}
          icon={origin.muted ? 'bell' : 'bell-off'}
          label={serverLabel(origin)}
          onSelect={() => actions.toggleServerMute(origin)}
        />
      ))}
    </>
  )

  function serverLabel({ muted, source }: ItemOrigin): string {
    if (origins.length > 1) return t(muted ? 'item.unmute' : 'item.mute', { category: source.name })
    return t(muted ? 'item.unmute-server' : 'item.mute-server')
  }
}
