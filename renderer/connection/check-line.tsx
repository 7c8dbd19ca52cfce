import fields from '../style/field.module.css'
import { Icon, type IconName } from '../style/icons.tsx'
import type { CheckText } from './server-check-text.ts'

const icons = {
  busy: 'ring',
  good: 'check-circle',
  warn: 'warning',
  bad: 'cross-circle',
} as const satisfies Record<CheckText['tone'], IconName>

export interface CheckLineProps {
  readonly id: string
  readonly found: CheckText | null
  /** What stands there while nothing was found yet. */
  readonly hint: string
}

/** What was found at an address; it has room for two lines from the start, so that nothing jumps. */
export function CheckLine({ id, found, hint }: CheckLineProps) {
  return (
    <p className={fields.found} id={id} role="status" data-tone={found?.tone}>
      {found !== null && <Icon name={icons[found.tone]} size={14} />}
      <span>{found?.text ?? hint}</span>
    </p>
  )
}
