import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startExport } from '../support/main-scenario.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('a finished export is fetched into the Downloads folder, checked, and can be shown', async ({
  fixtures,
}) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 20_000 })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Orders 2026')
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until(
    'the row',
    (snapshot) => snapshot.latest.items[0]?.state === 'succeeded',
  )
  const key = latest.items[0]?.key ?? 0
  await bridge.send({ type: 'download', key })
  const done = await bridge.until(
    'the file',
    (snapshot) => snapshot.latest.items[0]?.download?.kind === 'done',
  )
  const transfer = done.latest.items[0]?.download
  const size = latest.items[0]?.offer?.size ?? 0
  expect(transfer).toMatchObject({ kind: 'done', bytes: size, verified: true })
  const folder = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
  const [name = '', ...others] = readdirSync(folder)
  expect(others).toEqual([])
  expect(transfer?.kind === 'done' && transfer.fileName).toBe(name)
  expect(statSync(join(folder, name)).size).toBe(size)

  await tidings.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => Reflect.set(globalThis, 'shownByTest', path)
  })
  await bridge.send({ type: 'show-download', key })
  const shown = await waitFor('the folder to be shown', () =>
    tidings.app.evaluate((): unknown => Reflect.get(globalThis, 'shownByTest')),
  )
  expect(shown).toBe(join(folder, name))
})

test('an export that has expired says so', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { backend, tidings } = await startConnected(fixtures, { exportLifeMs: 1 })
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 10 })
  await desktop.notifications.waitFor(({ summary }) => summary === 'Orders 2026')
  await (await desktop.tray.waitForItem()).activate()
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until(
    'the row',
    (snapshot) => snapshot.latest.items[0]?.state === 'succeeded',
  )
  await bridge.send({ type: 'download', key: latest.items[0]?.key ?? 0 })
  const { latest: after } = await bridge.until(
    'the answer',
    (snapshot) => snapshot.latest.items[0]?.download != null,
  )
  expect(after.items[0]?.download).toMatchObject({
    kind: 'failed',
    reason: { kind: 'expired' },
  })
})
