import { hasSecrets, type Source } from '../model/source.ts'
import type { Secrets } from './secrets.ts'

export type Addresses = ReturnType<typeof createAddresses>

/**
 * The whole addresses of servers. Where a query holds secrets, it is stored like an access token, under the rest of the
 * address, and added again when the address is used.
 */
export function createAddresses(
  secrets: Pick<Secrets, 'isLoaded' | 'load' | 'read' | 'has' | 'save' | 'forget'>,
) {
  return {
    /** Whether the secrets of this address can be read. */
    isLoaded: ({ id }: Source): boolean => secrets.isLoaded(id),
    load: ({ id }: Source): Promise<void> => secrets.load(id),
    /** The source with the stored secrets of its address, unless it has others. They must be loaded. */
    complete: (source: Source): Source => {
      const query = hasSecrets(source) ? null : secrets.read(source.id)
      if (query === null) return source
      const url = new URL(source.url)
      url.search = query
      return { ...source, url }
    },
    /** Stores the secrets of this address. */
    save: (source: Source): void => {
      if (hasSecrets(source)) void secrets.save(source.id, source.url.search)
    },
    /** Returns the source without secrets. */
    forget: ({ id, format }: Source): Source => {
      secrets.forget(id)
      return { id, url: new URL(id), format }
    },
  }
}
