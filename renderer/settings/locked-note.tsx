import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'

/** Says that the organization has decided what stands here. */
export function LockedNote({ id }: { readonly id?: string }) {
  const { t } = useI18n()
  return (
    // The palette moves the focus here, where there is nothing to change.
    <span className={fields.locked} id={id} tabIndex={-1} data-locked="">
      <Icon name="lock" size={12} />
      {t('settings.managed')}
    </span>
  )
}
