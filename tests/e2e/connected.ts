import type { Backend, BackendOptions } from '../backend/server.ts'
import type { Tidings } from '../support/tidings.ts'
import type { TestFixtures } from './fixtures.ts'

/** The app, connected to a backend, at a point where a new event is no longer treated as missed while away. */
export async function startConnected(
  fixtures: TestFixtures,
  options?: BackendOptions,
): Promise<{ readonly backend: Backend; readonly tidings: Tidings }> {
  const backend = await fixtures.startBackend(options)
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await fixtures.cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'hello', message: 'Hello', priority: 'critical' })
  await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Hello')
  await fixtures.desktop.notifications.closeAll()
  return { backend, tidings }
}

/** The notifications received since `startConnected`. */
export function notificationsOf(fixtures: TestFixtures) {
  return fixtures.desktop.notifications.all().filter(({ body }) => body !== 'Hello')
}
