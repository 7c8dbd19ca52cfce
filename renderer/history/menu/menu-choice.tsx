import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Icon, type IconName } from '../../style/icons.tsx'
import menu from '../../style/menu.module.css'

export interface MenuChoiceProps {
  readonly icon: IconName
  readonly label: string
  /** What stands at the end of the line: the keys for the same action in the list, or the time that is meant. */
  readonly hint?: string | null
  readonly danger?: boolean
  readonly onSelect: () => void
}

export function MenuChoice({ icon, label, hint = null, danger = false, onSelect }: MenuChoiceProps) {
  return (
    <DropdownMenu.Item className={menu.choice} data-danger={danger ? '' : undefined} onSelect={onSelect}>
      <Icon name={icon} size={14} />
      <span className={menu.text}>{label}</span>
      {hint !== null && (
        <span className={menu.keys} aria-hidden="true">
          {hint}
        </span>
      )}
    </DropdownMenu.Item>
  )
}

/** Less than this is not wide enough for two menus beside each other. */
const narrowWidth = 700
const beside = { sideOffset: 2, alignOffset: -5 }
/** Not over its trigger: a click there would hit what has just opened under the pointer. */
const below = { sideOffset: -160, alignOffset: 28 }

export interface SubmenuProps {
  readonly icon: IconName
  readonly label: string
  readonly children: ReactNode
}

export function Submenu({ icon, label, children }: SubmenuProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={menu.choice}>
        <Icon name={icon} size={14} />
        <span className={menu.text}>{label}</span>
        <span className={menu.onward}>
          <Icon name="chevron" size={14} />
        </span>
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal container={document.querySelector('main')}>
        <DropdownMenu.SubContent
          className={menu.menu}
          {...(window.innerWidth < narrowWidth ? below : beside)}
          collisionPadding={8}
          aria-label={label}
        >
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  )
}
