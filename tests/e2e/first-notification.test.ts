import { join } from 'node:path'
import { openProcesses } from '../support/desktop/processes.ts'
import { answers, freePort } from '../support/free-port.ts'
import { projectFolder } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test('the first notification of the documentation for backend teams reaches the desktop', async ({
  fixtures,
}) => {
  const port = await freePort()
  const processes = openProcesses()
  const script = join(projectFolder, 'tests/servers/frameworks/node/first.js')
  processes.start(process.execPath, [script], { ...process.env, PORT: String(port) })
  try {
    await waitFor('the server', () => answers(port))
    await fixtures.launch('--server', `http://127.0.0.1:${port}/`, '--hidden')
    await fixtures.cli.waitForConnection('open')
    const answer = await fetch(`http://127.0.0.1:${port}/notify`)
    expect(await answer.text()).toBe('Sent to 1.\n')
    await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Your export is ready!')
  } finally {
    await processes.stop()
  }
})
