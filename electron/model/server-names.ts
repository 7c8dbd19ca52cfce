import type { ServerSettings } from './settings.ts'
import { parseSource, type SourceId } from './source.ts'

/** What to call each server: the name that the user chose, or the host, with the path where two have the same host. */
export function serverNames(
  servers: readonly Pick<ServerSettings, 'address' | 'name'>[],
): ReadonlyMap<SourceId, string> {
  const known = servers.flatMap(({ address, name }) => {
    const source = parseSource(address)
    return source.kind === 'source' ? [{ source, name }] : []
  })
  const unnamed = known.filter(({ name }) => name === null)
  const isAlone = (host: string) => unnamed.filter(({ source }) => source.url.host === host).length === 1
  return new Map(
    known.map(({ source: { id, url }, name }) => [
      id,
      name ?? (isAlone(url.host) ? url.host : `${url.host}${url.pathname}`),
    ]),
  )
}
