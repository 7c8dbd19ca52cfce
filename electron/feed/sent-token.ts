import type { TokenProvider } from './with-token.ts'

/** Follows which token one connection sends. */
export interface SentToken {
  /** Gives the connection its tokens. */
  readonly provider: TokenProvider
  /** The one that was sent last; null: none. */
  readonly last: () => string | null
  /** Whether this one was sent last, or will be because it is the newest. */
  readonly is: (token: string | null) => boolean
}

type State =
  /** The newest token will be sent, whichever that is then. */
  { readonly kind: 'pending' } | { readonly kind: 'sent'; readonly token: string | null }

/**
 * @param isClosed whether the connection was closed, so that it will send nothing any more
 * @param onRenewed another token takes the place of one that was rejected
 */
export function followToken(
  provider: TokenProvider,
  isClosed: () => boolean,
  onRenewed: (rejected: string | null, fresh: string) => void,
): SentToken {
  const { current, refresh, ...rest } = provider
  let state: State = { kind: 'pending' }
  return {
    provider: {
      ...rest,
      current: () => {
        const token = current()
        state = { kind: 'sent', token }
        return token
      },
      refresh: async () => {
        const rejected = state
        state = { kind: 'pending' }
        const fresh = await refresh()
        if (isClosed()) return fresh
        state = fresh.kind === 'token' ? { kind: 'sent', token: fresh.token } : rejected
        if (fresh.kind === 'token' && rejected.kind === 'sent') onRenewed(rejected.token, fresh.token)
        return fresh
      },
    },
    last: () => (state.kind === 'sent' ? state.token : null),
    is: (token) => (state.kind === 'sent' ? state.token === token : !isClosed()),
  }
}
