import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import buttons from '../style/button.module.css'
import { Icon, type IconName } from '../style/icons.tsx'
import menu from '../style/menu.module.css'
import styles from './filter-menu.module.css'

export interface FilterChoice {
  /** Null: no limit. */
  readonly value: string | null
  readonly label: string
  /** Stands before the label. */
  readonly sign?: ReactNode
}

export interface FilterMenuProps {
  readonly icon: IconName
  /** What the menu limits. */
  readonly label: string
  /** The name of the button, which says what is chosen. */
  readonly buttonLabel: string
  readonly chosen: FilterChoice | null
  readonly choices: readonly FilterChoice[]
  readonly onChoose: (value: string | null) => void
}

/** A menu that limits the history to one of several values. */
export function FilterMenu({ icon, label, buttonLabel, chosen, choices, onChoose }: FilterMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={`${buttons.icon} ${styles.button}`}
        data-on={chosen === null ? undefined : ''}
        aria-label={buttonLabel}
        title={buttonLabel}
      >
        {chosen?.sign ?? <Icon name={icon} />}
        {chosen !== null && (
          <span className={styles.chosen} dir="auto">
            {chosen.label}
          </span>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className={menu.menu}
        align="end"
        sideOffset={4}
        collisionPadding={8}
        aria-label={label}
      >
        <DropdownMenu.RadioGroup
          value={JSON.stringify(chosen?.value ?? null)}
          onValueChange={(value) => onChoose(JSON.parse(value))}
        >
          {choices.map((choice) => (
            <Choice key={JSON.stringify(choice.value)} {...choice} />
          ))}
        </DropdownMenu.RadioGroup>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}

function Choice({ value, label, sign }: FilterChoice) {
  return (
    <DropdownMenu.RadioItem className={menu.choice} value={JSON.stringify(value)}>
      <span className={menu.tick}>
        <DropdownMenu.ItemIndicator>
          <Icon name="check" />
        </DropdownMenu.ItemIndicator>
      </span>
      {sign}
      <span className={menu.text} dir="auto" title={label}>
        {label}
      </span>
    </DropdownMenu.RadioItem>
  )
}
