import type { Item } from '../model/item.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Settings } from '../model/settings.ts'
import { createMuteCheck, reasonAgainst } from './pending.ts'

/**
 * Returns whether an item would raise a notification now: what is shown beside the notifications follows the same rules.
 * Do Not Disturb does not count, because there the desktop itself decides what comes onto the screen.
 */
export function createAnnounceCheck(
  settings: Pick<Settings, 'mutedCategories' | 'servers'>,
  silence: Silence,
): (item: Pick<Item, 'priority' | 'category' | 'source'>) => boolean {
  const isMuted = createMuteCheck(settings)
  return (item) => {
    const reason = reasonAgainst({ priority: item.priority, isMuted: isMuted(item) }, silence)
    return reason === null || reason === 'do-not-disturb'
  }
}
