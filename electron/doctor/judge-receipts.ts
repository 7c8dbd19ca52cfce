import type { Finding } from '../model/finding.ts'
import type { Observation } from './observation.ts'

/** Whether the server takes the receipts that it wants: an empty batch was sent to find out. */
export function judgeReceipts({ receipts }: Observation): readonly Finding[] {
  switch (receipts.kind) {
    case 'not-tried':
      return []
    case 'not-wanted':
      return [{ code: 'receipts-not-wanted' }]
    case 'elsewhere':
      return [{ code: 'receipts-elsewhere' }]
    case 'sent':
      return [judgeStatus(receipts.status)]
  }
}

function judgeStatus(status: number | null): Finding {
  if (status === null) return { code: 'receipts-unanswered' }
  const values = { status: String(status) }
  if (status >= 200 && status < 300) return { code: 'receipts-ok' }
  // It may take others: that it is to take an empty one is asked for by the doctor only.
  if (status === 400 || status === 422) return { code: 'receipts-unknown', values }
  // The app sends the same again after these.
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    return { code: 'receipts-failing', values }
  return { code: 'receipts-refused', values }
}
