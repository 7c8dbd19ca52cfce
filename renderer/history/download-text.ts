import type { Transfer } from '../../electron/model/download.ts'
import { expiryOf } from '../../electron/model/expiry.ts'
import type { Item } from '../../electron/model/item.ts'
import { duration, shortDuration } from '../format/duration.ts'
import type { Speech } from '../i18n/i18n.ts'

/** How long the result of a job can still be had; null when that has no end or is not worth saying. */
export function expiryText(
  item: Item,
  now: number,
  { say }: Speech,
): { readonly text: string; readonly tone: 'plain' | 'near' | 'over' } | null {
  const leftMs = (item.download?.expiresAt ?? 0) - now
  switch (expiryOf(item, now)) {
    case 'never':
      return null
    case 'later':
      return { tone: 'plain', text: say('download.expires', { duration: duration(leftMs, say) }) }
    case 'soon':
      return { tone: 'near', text: say('download.expiresSoon', { duration: duration(leftMs, say) }) }
    case 'expired':
      return { tone: 'over', text: say('download.expired') }
  }
}

/** `120 MB of 734 MB · 12 MB/s · 52 s left`, as far as it is known. */
export function transferText(
  transfer: Transfer & { readonly kind: 'running' },
  { say, formats }: Speech,
): string {
  const { received, total, perSecond } = transfer
  const done = formats.bytes(received)
  const parts = [total === null ? done : say('download.doneOf', { done, total: formats.bytes(total) })]
  if (perSecond !== null && perSecond > 0) {
    parts.push(say('item.perSecond', { amount: formats.bytes(perSecond) }))
    if (total !== null && total > received) {
      parts.push(
        say('item.timeLeft', { duration: shortDuration(((total - received) / perSecond) * 1000, say) }),
      )
    }
  }
  return parts.join(' · ')
}
