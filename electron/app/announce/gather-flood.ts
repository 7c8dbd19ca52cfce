import type { Clock } from '../../model/clock.ts'
import type { Item } from '../../model/item.ts'
import type { Settings } from '../../model/settings.ts'
import { type DigestParts, namedInDigest } from '../../notify/digest.ts'
import { byImportance, type DueGroup, judge } from '../../notify/due.ts'
import type { Silence } from '../../notify/silence.ts'
import { dueAtOnce, type ToastQueue } from '../../store/toast-queue.ts'
import { foremost } from './write-alert.ts'

export interface GatherOptions {
  readonly queue: Pick<ToastQueue, 'groups' | 'newest' | 'keys' | 'set' | 'holdBack'>
  readonly settings: () => Settings
  readonly silence: () => Silence
  readonly clock: Clock
  /** All is noted as announced; null: nothing was left to announce. */
  readonly onGathered: (parts: DigestParts | null) => void
}

/**
 * Notes a flood as announced, some thousand rows at a time so that nothing waits for it, and then tells what it was.
 * Returns what ends it before.
 */
export function gatherFlood({ queue, settings, silence, clock, onGathered }: GatherOptions): () => void {
  const groups: DueGroup[] = []
  const foremostSoFar: (DueGroup & { readonly item: Item })[] = []
  const keys: Item['key'][] = []
  let cancel = clock.after(0, takeSome)

  function takeSome(): void {
    const { announce, holdBack } = judge(queue.groups(), settings(), silence())
    if (holdBack.length > 0) {
      // They made room for others, which are looked at first.
      if (queue.holdBack(holdBack).kind === 'failed') finish()
      else cancel = clock.after(0, takeSome)
      return
    }
    const named = announce.flatMap((group) => foremost([group], queue).map((item) => ({ ...group, item })))
    const some = queue.keys()
    if (some.length === 0 || queue.set(some, 'shown', null).kind === 'failed') {
      finish()
      return
    }
    groups.push(...announce)
    foremostSoFar.push(...named)
    keys.push(...some)
    // Less than that is no flood any more: it has its own turn.
    if (some.length < dueAtOnce) finish()
    else cancel = clock.after(0, takeSome)
  }

  function finish(): void {
    const named = byImportance(foremostSoFar)
      .slice(0, namedInDigest)
      .map(({ item }) => item)
    onGathered(keys.length === 0 ? null : { groups, named, keys })
  }

  return () => cancel()
}
