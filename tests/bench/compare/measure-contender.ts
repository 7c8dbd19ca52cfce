import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { NotificationServer } from '../../support/desktop/notification-server.ts'
import type { VirtualDesktop } from '../../support/virtual-desktop.ts'
import { machineTime, memoryOf, processorTimeOf, processTree, sleepsOf } from '../process-tree.ts'
import { electronProcesses, sharedElectron } from '../report/machine.ts'
import { quantileOf } from '../report/spread.ts'
import { type Arena, type Contender, type RunningContender, waitForRest, whileRunning } from './contender.ts'
import type { EventServer } from './event-server.ts'
import { measureLatency } from './latency.ts'
import { idleSeconds, type Sample } from './quantities.ts'
import { openAndCloseWindow } from './window.ts'

export const parts = ['memory', 'cpu', 'latency', 'start'] as const
export type Part = (typeof parts)[number]

export interface Measuring {
  readonly arena: Arena
  readonly server: EventServer
  readonly desktop: VirtualDesktop
  readonly notifications: NotificationServer
  readonly parts: ReadonlySet<Part>
  /** How many notifications make one measurement of the latency. */
  readonly events: number
  readonly onDisturbed: (disturbance: string) => void
}

// Of one core. What a desktop does by itself stays below.
const othersMost = 0.15
const settleMs = 1_000

/** Milliseconds until it has asked for the stream. */
export function measureStart({ arena }: Measuring, app: Contender): Promise<number> {
  return whileRunning(arena, app, async ({ connectedMs }) => {
    // One that is ended amid its start does not leave its profile as users do.
    await delay(settleMs)
    return connectedMs
  })
}

/** Everything else: first at rest, then with notifications, then at rest again after its window was open. */
export async function measureRunning(measuring: Measuring, app: Contender): Promise<Sample> {
  const { arena, parts: wanted } = measuring
  const sample = await whileRunning(arena, app, async (running): Promise<Sample> => {
    await waitForRest(running.pid)
    const idle = wanted.has('memory') || wanted.has('cpu') ? await measureIdle(measuring, running) : {}
    return { ...idle, ...(wanted.has('latency') && (await measureNotifying(measuring))) }
  })
  if (app.name !== 'Tidings' || !wanted.has('memory')) return sample
  const closedMemory = await whileRunning(arena, app, async (running) => {
    await openAndCloseWindow(measuring.desktop, running, 3_000)
    await waitForRest(running.pid)
    return measureMemory(measuring, running.pid)
  })
  return { ...sample, closedMemory }
}

function measureMemory({ arena, onDisturbed }: Measuring, pid: number): number {
  const own = new Set(processTree(pid))
  if (electronProcesses(dirname(arena.executable)).some((other) => !own.has(other)))
    onDisturbed(sharedElectron)
  return memoryOf(pid)
}

async function measureIdle(measuring: Measuring, { pid }: RunningContender): Promise<Sample> {
  const { parts: wanted, onDisturbed } = measuring
  const read = () => ({ machine: machineTime(), own: processorTimeOf(pid), sleeps: sleepsOf(pid) })
  const before = read()
  await delay(idleSeconds * 1_000)
  const after = read()
  const idleProcessor = after.own - before.own
  const others = (after.machine - before.machine - idleProcessor) / idleSeconds
  if (others > othersMost) onDisturbed('other programs worked while the apps were idle')
  const wakeUps = ((after.sleeps - before.sleeps) * 60) / idleSeconds
  return {
    ...(wanted.has('memory') && { idleMemory: measureMemory(measuring, pid) }),
    ...(wanted.has('cpu') && { idleProcessor, wakeUps }),
  }
}

async function measureNotifying({ server, notifications, events }: Measuring): Promise<Sample> {
  const latencies = await measureLatency(server, notifications, events)
  return { usualLatency: quantileOf(latencies, 0.5), longLatency: quantileOf(latencies, 0.95) }
}
