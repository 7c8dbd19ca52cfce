import { expect, onTestFinished, test } from 'vitest'
import { resolveElectron } from '../support/electron-runtime.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { canRunApp } from './can-run.ts'
import { findingsAsText, isFlawless } from './findings.ts'
import { torture } from './torture.ts'

// The short form of `npm run test:torture`. Like the end-to-end tests it needs a build, and Linux for its desktop.
test.skipIf(!canRunApp).each([
  ['the app and the server', 'both'],
  ['the notification daemon', 'notification daemon'],
] as const)(
  'while %s may die at any moment, nothing is lost, and nothing notifies twice',
  { timeout: 300_000 },
  async (_, victims) => {
    const { executable } = await resolveElectron(() => {})
    const desktop = await startVirtualDesktop({ panel: false, notifications: false })
    onTestFinished(() => desktop.stop())
    const options = { desktop, executable, seed: 7, kills: 6, maxLifeMs: 2_500, report: () => {} }
    const found = await torture({ ...options, victims })
    expect(found, findingsAsText(found)).toSatisfy(isFlawless)
  },
)
