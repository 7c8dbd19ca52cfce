import type { View } from '../../../electron/ipc/contract.ts'
import type { Cause } from '../../../electron/model/connection.ts'
import { explain } from '../../../electron/model/explain.ts'
import { createFakeBridge, type FakeBridge } from '../fake-bridge.ts'
import { longItems, manyItems, mixedItems, rightToLeftItems } from './scenario-items.ts'

const minute = 60_000
const refused: Cause = { kind: 'refused' }
const rejected: Cause = { kind: 'token-rejected' }

function status(connection: View['status']['connection']): Pick<View, 'status'> {
  return { status: { connection, lastByteAt: null, lastEventAt: null, gap: null } }
}

/** Each scenario is a state of the main process at the moment `now`. */
export const scenarios = {
  connected: (now) => createFakeBridge(mixedItems(now)),
  'unread-none': (now) => createFakeBridge(mixedItems(now).map((item) => ({ ...item, read: true }))),
  empty: () => createFakeBridge(),
  'empty-connecting': (now) => createFakeBridge([], status({ kind: 'connecting', since: now, cause: null })),
  waiting: (now) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'waiting', since: now - minute, cause: refused, retryAt: now + 12_000 }),
      problem: explain(refused),
    }),
  'signed-out': (now) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'signed-out', since: now - 5 * minute, cause: rejected }),
      problem: explain(rejected),
    }),
  offline: (now) =>
    createFakeBridge(
      mixedItems(now),
      status({ kind: 'offline', since: now - minute, retryAt: now + minute }),
    ),
  stopped: (now) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'stopped', since: now - minute, cause: { kind: 'no-content' } }),
      problem: explain({ kind: 'no-content' }),
    }),
  'no-server': (now) =>
    createFakeBridge([], { ...status({ kind: 'stopped', since: now, cause: null }), server: null }),
  paused: (now) =>
    createFakeBridge(mixedItems(now), { pause: { kind: 'until', at: now + 30 * minute }, setAside: 2 }),
  'waiting-paused': (now) =>
    createFakeBridge(mixedItems(now), {
      ...status({ kind: 'waiting', since: now - minute, cause: refused, retryAt: now + 12_000 }),
      problem: explain(refused),
      pause: { kind: 'until-resumed' },
      setAside: 1,
    }),
  gap: (now) =>
    createFakeBridge(mixedItems(now), {
      status: {
        connection: { kind: 'open', since: now },
        lastByteAt: now,
        lastEventAt: now,
        gap: { at: now - 20 * minute, from: '17', to: '90' },
      },
    }),
  many: (now) => createFakeBridge(manyItems(now, 5000)),
  long: (now) => createFakeBridge(longItems(now)),
  'right-to-left': (now) => createFakeBridge(rightToLeftItems(now)),
} as const satisfies Record<string, (now: number) => FakeBridge>

export type ScenarioName = keyof typeof scenarios

export function isScenario(name: string | null): name is ScenarioName {
  return name !== null && Object.hasOwn(scenarios, name)
}
