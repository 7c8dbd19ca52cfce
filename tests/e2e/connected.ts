import type { Backend, BackendOptions } from '../backend/server.ts'
import { expectField } from '../support/main-scenario.ts'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { TestStage } from './fixtures.ts'

/** The app, connected to a backend and past the moment in which what comes counts as missed. */
export async function startConnected(
  stage: TestStage,
  options?: BackendOptions,
): Promise<{ readonly backend: Backend; readonly tidings: Tidings }> {
  const backend = await stage.backend(options)
  const tidings = await stage.launch('--server', backend.streamUrl, '--hidden')
  await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
  await backend.publish({ type: 'notification', id: 'hello', message: 'Hello', priority: 'critical' })
  await stage.desktop.toasts.waitFor(({ body }) => body === 'Hello')
  await stage.desktop.toasts.closeAll()
  return { backend, tidings }
}

/** The toasts since then. */
export function toastsOf(stage: TestStage) {
  return stage.desktop.toasts.all().filter(({ body }) => body !== 'Hello')
}
