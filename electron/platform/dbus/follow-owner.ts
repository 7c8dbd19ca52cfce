import type { SessionBus } from './session-bus.ts'

type State =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly owner: string | null }

/**
 * Follows the program that owns a name on the bus over its restarts. Costs nothing before the first use, and one subscription after it.
 *
 * @param onChange called with the unique name of another owner; null: there is none any more
 */
export function followOwner(
  bus: Pick<SessionBus, 'ownerOf' | 'watchOwner' | 'watchDisconnect'>,
  name: string,
  onChange: (owner: string | null) => void,
) {
  let state: State = { kind: 'unknown' }
  let subscriptions: (() => void)[] = []

  const ownerIn = (of: State) => (of.kind === 'known' ? of.owner : null)
  const moveTo = (next: State) => {
    const before = ownerIn(state)
    state = next
    if (ownerIn(next) !== before) onChange(ownerIn(next))
  }
  const subscribe = () => [
    bus.watchOwner(name, (owner) => moveTo({ kind: 'known', owner: owner === '' ? null : owner })),
    bus.watchDisconnect(() => moveTo({ kind: 'unknown' })),
  ]
  const ask = async (): Promise<void> => {
    state = { kind: 'asking' }
    if (subscriptions.length === 0) subscriptions = subscribe()
    const owner = await bus.ownerOf(name)
    // A change that was reported meanwhile is newer.
    if (state.kind === 'asking') moveTo({ kind: 'known', owner })
  }

  return {
    /** Its unique name; null: there is none, or the bus has not answered yet. The first call asks the bus. */
    current: (): string | null => {
      if (state.kind === 'unknown') void ask()
      return ownerIn(state)
    },
    stop: (): void => {
      for (const unsubscribe of subscriptions) unsubscribe()
      subscriptions = []
      state = { kind: 'known', owner: null }
    },
  }
}
