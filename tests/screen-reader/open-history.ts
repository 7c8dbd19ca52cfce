import type { Page } from 'playwright'
import type { WireEvent } from '../backend/wire-event.ts'
import { type Fixtures, type ReadApp, words } from './fixtures.ts'

/** Starts the app with a server. Resolves when these events are in the history, and the screen reader is silent. */
export async function openHistory(
  { reader, launch, backend, token }: Fixtures,
  events: readonly WireEvent[] = [],
): Promise<{ readonly app: ReadApp; readonly page: Page }> {
  const heard = reader.listen()
  const app = await launch(['--server', backend.streamUrl], { token })
  const page = await app.page()
  await heard.until(words('status.open'))
  // It reads the empty page to its end, which the filters are near, unless the news of the connection interrupts it.
  await heard.until(words('filter.snoozed'), { timeoutMs: 3000 }).catch(() => {})
  for (const event of events) await backend.publish(event)
  for (const event of events) {
    const title = 'title' in event ? event.title : 'message' in event ? event.message : undefined
    if (title !== undefined) await page.getByRole('main').getByText(title, { exact: true }).waitFor()
  }
  await reader.catchUp()
  return { app, page }
}
