import { existsSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'

/** Where the session bus listens, as the D-Bus specification writes addresses; null: there is none. */
export function sessionBusAddress(env: Readonly<Record<string, string | undefined>>): string | null {
  const { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: runtime } = env
  // Where there is none, Chromium says so in this way, lest a library start one.
  if (address === 'disabled:') return null
  if (address !== undefined && address !== '') return address
  if (runtime === undefined || runtime === '') return null
  const socket = join(runtime, 'bus')
  return existsSync(socket) ? `unix:path=${socket}` : null
}

/** Begins to connect to the first of the listed addresses that is of a kind we know; null: none is. */
export function openBusSocket(address: string): Socket | null {
  for (const one of address.split(';')) {
    const [transport = '', list = ''] = one.split(':', 2)
    const { path, abstract, host, port } = Object.fromEntries(
      list.split(',').map((pair) => {
        const [key = '', value = ''] = pair.split('=', 2)
        return [key, unescaped(value)] as const
      }),
    )
    if (transport === 'unix' && path !== undefined) return connect(path)
    if (transport === 'unix' && abstract !== undefined) return connect(`\0${abstract}`)
    if (transport === 'tcp' && port !== undefined) return connect(Number(port), host ?? 'localhost')
  }
  return null
}

/** "Server Addresses" of the D-Bus specification: bytes may be written as `%` and two digits. */
function unescaped(value: string): string {
  return value.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  )
}
