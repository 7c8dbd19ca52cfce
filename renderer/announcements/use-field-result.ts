import { useState } from 'react'
import { useAfterPause } from './use-after-pause.ts'

export interface FieldResultOptions {
  /** The content of the field. */
  readonly value: string
  /** What is known of it; null: nothing. */
  readonly result: string | null
  readonly hint: string
}

/**
 * What a screen reader is to say of a field whose content is checked while the user types: the hint when the focus comes,
 * and the result once, after a pause. Were the result the description of the field at once, it would be said twice.
 */
export function useFieldResult({ value, result, hint }: FieldResultOptions) {
  const rests = useAfterPause(value)
  /** Null: the field has no focus. */
  const [descriptionAtFocus, setDescriptionAtFocus] = useState<string | null>(null)
  const current = result ?? hint
  return {
    /** To be shown in a live region, which is always in the document; null: nothing yet. */
    shown: rests ? result : null,
    fieldProps: {
      'aria-description': descriptionAtFocus ?? current,
      onFocus: () => setDescriptionAtFocus(current),
      onBlur: () => setDescriptionAtFocus(null),
    },
  }
}
