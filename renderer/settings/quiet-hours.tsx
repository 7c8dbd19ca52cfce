import type { QuietSpan, Settings } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { QuietSpanFields } from './quiet-span-fields.tsx'
import { SwitchField } from './switch-field.tsx'

export interface QuietHoursProps {
  readonly quietHours: Settings['quietHours']
  readonly onChange: (quietHours: Settings['quietHours']) => void
}

const newSpan: QuietSpan = { days: [0, 1, 2, 3, 4, 5, 6], from: 22 * 60, to: 7 * 60 }

/** The times of the week without notifications. */
export function QuietHours({ quietHours, onChange }: QuietHoursProps) {
  const { t } = useI18n()
  const { enabled, spans } = quietHours
  const changeSpans = (changed: readonly QuietSpan[]) => onChange({ enabled, spans: changed })
  return (
    <>
      <SwitchField
        label={t('settings.quietOn')}
        hint={t('settings.quietHint')}
        checked={enabled}
        onChange={(checked) => onChange({ enabled: checked, spans: spans.length > 0 ? spans : [newSpan] })}
      />
      {enabled &&
        spans.map((span, index) => (
          <QuietSpanFields
            // A span has no identity other than its index.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            span={span}
            number={index + 1}
            onChange={(changed) => changeSpans(spans.map((one, at) => (at === index ? changed : one)))}
            onRemove={() => changeSpans(spans.filter((_, at) => at !== index))}
          />
        ))}
      {enabled && (
        <div className={fields.row}>
          <button type="button" className={buttons.small} onClick={() => changeSpans([...spans, newSpan])}>
            <Icon name="plus" size={14} />
            {t('settings.quietAdd')}
          </button>
        </div>
      )}
    </>
  )
}
