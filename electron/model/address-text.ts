const maxHostLength = 60
const maxPathLength = 80

/**
 * The origin of an untrusted address, to be read by people: a long host is cut in the middle, because its end says whose
 * it is. Hosts in other scripts are in Punycode, where look-alikes can be told apart.
 */
export function shortOrigin({ protocol, host }: URL): string {
  const half = maxHostLength / 2
  const shown = host.length <= maxHostLength ? host : `${host.slice(0, half)}…${host.slice(-half)}`
  return `${protocol}//${shown}`
}

/** The path and query of an untrusted address, to be read by people; null: it has none. */
export function shortPath({ pathname, search }: URL): string | null {
  const path = `${pathname}${search}`
  if (path === '/') return null
  return path.length <= maxPathLength ? path : `${path.slice(0, maxPathLength - 1)}…`
}
