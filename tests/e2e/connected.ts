import type { Backend, BackendOptions } from '../backend/server.ts'
import { expectField } from '../support/main-scenario.ts'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { TestFixtures } from './fixtures.ts'

/** The app, connected to a backend and past the moment in which what comes counts as missed. */
export async function startConnected(
  stage: TestFixtures,
  options?: BackendOptions,
): Promise<{ readonly backend: Backend; readonly tidings: Tidings }> {
  const backend = await stage.backend(options)
  const tidings = await stage.launch('--server', backend.streamUrl, '--hidden')
  await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
  await backend.publish({ type: 'notification', id: 'hello', message: 'Hello', priority: 'critical' })
  await stage.desktop.notifications.waitFor(({ body }) => body === 'Hello')
  await stage.desktop.notifications.closeAll()
  return { backend, tidings }
}

/** The notifications since then. */
export function notificationsOf(stage: TestFixtures) {
  return stage.desktop.notifications.all().filter(({ body }) => body !== 'Hello')
}
