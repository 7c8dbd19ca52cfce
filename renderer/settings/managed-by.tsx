import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'

/** Where the policy of the organization is, and what of it is not used. Without a policy there is nothing to say. */
export function ManagedBy() {
  const { managed } = useWindow().snapshot
  const { t, isolate } = useI18n()
  if (managed === null) return null
  const place = isolate(managed.place)
  return (
    <Group title={t('about.managed')}>
      <p className={fields.hint}>
        {t(managed.isRefused ? 'about.managed-refused' : 'about.managed-place', { place })}
      </p>
      {managed.problems.map((problem) => (
        <p key={problem} className={fields.hint}>
          {problem}
        </p>
      ))}
    </Group>
  )
}
