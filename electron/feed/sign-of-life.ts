// Without hyphens and in lower case, so that `keep-alive`, `KeepAlive` and `keep_alive` are the same.
const names: ReadonlySet<string> = new Set(['ping', 'heartbeat', 'keepalive'])

/**
 * Whether an event only shows that the connection lives: it has no content, or its SSE name, its `type` or its whole
 * data is one of the names that servers give to heartbeats.
 *
 * @param json the parsed data; undefined when it is not JSON
 */
export function isSignOfLife(name: string, data: string, json: unknown): boolean {
  if (isName(name) || data.trim() === '' || isName(data.trim()) || isName(json)) return true
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return false
  return Object.keys(json).length === 0 || ('type' in json && isName(json.type))
}

function isName(value: unknown): boolean {
  return (
    typeof value === 'string' && value.length < 20 && names.has(value.toLowerCase().replaceAll(/[-_]/g, ''))
  )
}
