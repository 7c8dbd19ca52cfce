import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import type { WindowContextValue } from '../window-context.ts'
import { queryOf } from './filter.ts'

/** Marks everything as read that the filter shows, also what is not loaded, and offers to undo it. */
export function markShownRead(
  { bridge, clock, snapshot }: WindowContextValue,
  filter: WindowFilter,
  offerUndo: OfferUndo,
): void {
  bridge.send({ type: 'mark-matching-read', filter: queryOf(filter, clock.now()) })
  offerUndo({ kind: 'matching-read', before: snapshot.markedRead })
}
