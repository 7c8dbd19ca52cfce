import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** The address of the session bus in the form of the D-Bus specification; null: there is none. */
export function sessionBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  // Chromium sets this where there is no bus, so that no library starts one.
  if (address === 'disabled:') return null
  if (address !== undefined && address !== '') return address
  if (runtime === undefined || runtime === '') return null
  const socket = join(runtime, 'bus')
  return existsSync(socket) ? `unix:path=${socket}` : null
}

/** The address of the system bus in the same form; null: there is none. */
export function systemBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SYSTEM_BUS_ADDRESS: address } = env
  if (address === 'disabled:') return null
  if (address !== undefined && address !== '') return address
  const socket = systemSockets.find(existsSync)
  return socket === undefined ? null : `unix:path=${socket}`
}

const systemSockets = ['/run/dbus/system_bus_socket', '/var/run/dbus/system_bus_socket']

/** Begins to connect to the first of the listed addresses whose transport is supported; null: none is. */
export function openBusSocket(address: string): Socket | null {
  for (const candidate of address.split(';')) {
    const [transport = '', parameters = ''] = candidate.split(':', 2)
    const { path, abstract, host, port } = Object.fromEntries(
      parameters.split(',').map((pair) => {
        const [key = '', value = ''] = pair.split('=', 2)
        return [key, unescapeBytes(value)] as const
      }),
    )
    if (transport === 'unix' && path !== undefined) return connect(path)
    if (transport === 'unix' && abstract !== undefined) return connect(`\0${abstract}`)
    if (transport === 'tcp' && port !== undefined) return connect(Number(port), host ?? 'localhost')
  }
  return null
}

/** Bytes may be escaped as `%` and two hexadecimal digits (D-Bus specification, "Server Addresses"). */
function unescapeBytes(value: string): string {
  return value.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  )
}
