import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { waitFor } from '../wait-for.ts'
import { type BusClient, connectBus } from './bus-client.ts'
import type { Processes } from './processes.ts'

/**
 * Starts a message bus that starts no services by itself (those would not be ours to end) and answers once
 * it can be joined.
 *
 * @param type `system` only in name: both are private and everything on them is allowed
 * @returns the address for DBUS_SESSION_BUS_ADDRESS or DBUS_SYSTEM_BUS_ADDRESS
 */
export async function startMessageBus(
  type: 'session' | 'system',
  folder: string,
  env: NodeJS.ProcessEnv,
  processes: Processes,
): Promise<{ readonly address: string; readonly client: BusClient }> {
  const address = `unix:path=${path.join(folder, `${type}-bus`)}`
  const config = path.join(folder, `${type}-bus.conf`)
  await writeFile(config, busConfig(type, address))
  const daemon = processes.start('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile'], env)
  const client = await Promise.race([waitFor(`the ${type} bus`, () => connectBus(address)), daemon.failed])
  return { address, client }
}

function busConfig(type: string, address: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>${type}</type>
  <listen>${address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}
