import { waitFor } from '../wait-for.ts'
import type { BusClient } from './bus-client.ts'
import type { Processes } from './processes.ts'

/** Sleep and wake, as logind signals them. Electron reports each twice. */
export interface Power {
  suspend(): Promise<void>
  resume(): Promise<void>
}

const logind = {
  service: 'org.freedesktop.login1',
  path: '/org/freedesktop/login1',
  interface: 'org.freedesktop.DBus.Mock',
}

/** Starts a stand-in for logind on the private system bus. */
export async function startPower(
  bus: BusClient,
  env: NodeJS.ProcessEnv,
  processes: Processes,
): Promise<Power> {
  // Debian's own interpreter: that is where its dbusmock is, whatever else is on the PATH.
  const args = ['-m', 'dbusmock', '--system', '--template', 'logind']
  const mock = processes.start('/usr/bin/python3', args, env)
  await Promise.race([waitFor('logind', () => bus.owned(logind.service)), mock.failed])
  const tell = async (sleeping: boolean) => {
    const manager = 'org.freedesktop.login1.Manager'
    await bus.call(logind, 'EmitSignal', 'sssav', [manager, 'PrepareForSleep', 'b', [['b', sleeping]]])
  }
  return { suspend: () => tell(true), resume: () => tell(false) }
}
