import type { ServerColour, ServerSettings } from '../model/settings.ts'
import { serverColours } from '../model/settings.ts'
import {
  addressOf,
  hasSecrets,
  parseSource,
  type Source,
  type SourceId,
  sourceIdOf,
} from '../model/source.ts'

/** The settings of a server, and the source that its address stands for. */
export interface KnownServer {
  readonly source: Source
  readonly settings: ServerSettings
}

export interface StoredServersOptions {
  readonly read: () => readonly ServerSettings[]
  readonly write: (servers: readonly ServerSettings[]) => void
}

/** The servers in the settings. */
export function createStoredServers({ read, write }: StoredServersOptions) {
  const known = (): readonly KnownServer[] => read().flatMap(knownServer)
  const isStored = (id: SourceId): boolean => read().some(({ address }) => sourceIdOf(address) === id)
  const replaced = (id: SourceId, settings: ServerSettings): readonly ServerSettings[] =>
    read().map((other) => (sourceIdOf(other.address) === id ? settings : other))
  return {
    known,
    count: (): number => read().length,
    /** The settings of a server that is added now. */
    newSettings: (source: Source): ServerSettings => ({
      address: addressOf(source),
      name: null,
      colour: nextColour(read()),
      clientId: null,
    }),
    /** Stores the settings in place of those of the server `id`; at the end if that is not stored. */
    put: (id: SourceId, settings: ServerSettings): void =>
      write(isStored(id) ? replaced(id, settings) : [...read(), settings]),
    /** Changes nothing if it is not stored, like the server of the command line. */
    change: (id: SourceId, settings: ServerSettings): void => {
      if (isStored(id)) write(replaced(id, settings))
    },
    remove: (id: SourceId): void => write(read().filter(({ address }) => sourceIdOf(address) !== id)),
    /** An earlier version has stored whole addresses. Calls back for each that holds secrets, and stores the rest of it. */
    hideSecrets: (saveSecrets: (source: Source) => void): void => {
      const secret = known().filter(({ source }) => hasSecrets(source))
      for (const { source } of secret) saveSecrets(source)
      if (secret.length > 0) {
        write(known().map(({ source, settings }) => ({ ...settings, address: addressOf(source) })))
      }
    },
  }
}

function knownServer(settings: ServerSettings): readonly KnownServer[] {
  const parsed = parseSource(settings.address)
  if (parsed.kind === 'invalid') return []
  const { id, url, format } = parsed
  return [{ source: { id, url, format }, settings }]
}

/** The first colour that no other server has; when all are taken, they begin again. */
function nextColour(others: readonly ServerSettings[]): ServerColour {
  const free = serverColours.find((colour) => others.every((other) => other.colour !== colour))
  return free ?? serverColours[others.length % serverColours.length] ?? 'blue'
}
