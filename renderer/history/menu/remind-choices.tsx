import { DropdownMenu } from 'radix-ui'
import type { Item } from '../../../electron/model/item.ts'
import { useI18n } from '../../i18n/i18n.ts'
import menu from '../../style/menu.module.css'
import { useWindow } from '../../window-context.ts'
import { remindsAt } from '../item-abilities.ts'
import type { ItemActions } from '../item-actions.ts'
import { MenuChoice } from './menu-choice.tsx'
import { reminderChoices } from './reminder-choices.ts'

export interface RemindChoicesProps {
  readonly items: readonly Item[]
  readonly actions: ItemActions
  readonly onPickTime: () => void
}

/** When to be reminded of these items. */
export function RemindChoices({ items, actions, onPickTime }: RemindChoicesProps) {
  const { clock } = useWindow()
  const { t, formats } = useI18n()
  const now = clock.now()
  return (
    <>
      {reminderChoices(now).map(({ name, until, at }) => (
        <MenuChoice
          key={name}
          icon="alarm"
          label={t(`remind.${name}`)}
          hint={formats.moment(at, now)}
          onSelect={() => actions.remind(items, until)}
        />
      ))}
      <MenuChoice icon="clock" label={t('remind.pick')} onSelect={onPickTime} />
      {items.some((item) => remindsAt(item) !== null) && (
        <>
          <DropdownMenu.Separator className={menu.line} />
          <MenuChoice
            icon="cross"
            label={t('remind.cancel')}
            onSelect={() => actions.cancelReminder(items)}
          />
        </>
      )}
    </>
  )
}
