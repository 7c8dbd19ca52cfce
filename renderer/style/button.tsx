import type { ComponentProps } from 'react'
import styles from './button.module.css'
import { Icon, type IconName } from './icons.tsx'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant: 'plain' | 'outlined' | 'filled' | 'danger' | 'small'
}

/** A button with a text. */
export function Button({ variant, ...props }: ButtonProps) {
  return <button type="button" className={styles[variant]} {...props} />
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: IconName
  /** For screen readers and, unless there is a `title`, for the tooltip. */
  readonly label: string
  readonly size?: number
  readonly variant?: 'icon' | 'smallIcon'
}

/** A button that shows only an icon. */
export function IconButton({
  icon,
  label,
  size = 16,
  variant = 'icon',
  className = '',
  ...props
}: IconButtonProps) {
  return (
    <button
      type="button"
      className={`${styles[variant]} ${className}`}
      aria-label={label}
      title={label}
      {...props}
    >
      <Icon name={icon} size={size} />
    </button>
  )
}
