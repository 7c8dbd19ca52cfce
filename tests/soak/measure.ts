import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Counts of what a process could leak. */
export interface Measures {
  readonly timers: number
  /** Everything else that keeps the event loop alive. */
  readonly otherResources: number
  readonly listeners: number
  /** TCP connections within this computer, of all processes of the app: Chromium's network has one of its own. */
  readonly connections: number
  /** Open files of all processes, including the sockets between them. */
  readonly files: number
  readonly heapBytes: number
}

export function measure(pids: readonly number[]): Measures {
  const collect = Reflect.get(globalThis, 'gc')
  if (typeof collect !== 'function') throw new Error('run with --expose-gc')
  // Finalizers that run after one collection free objects for the next one.
  for (let round = 0; round < 4; round += 1) collect()
  const resources = process.getActiveResourcesInfo()
  const timers = resources.filter((name) => name === 'Timeout').length
  const open = pids.flatMap(openFiles)
  const tcp = new Set([...tcpSockets('tcp'), ...tcpSockets('tcp6')])
  return {
    timers,
    otherResources: resources.length - timers,
    listeners: process.eventNames().reduce((count, name) => count + process.listenerCount(name), 0),
    connections: open.filter((target) => tcp.has(target)).length,
    files: open.length,
    heapBytes: process.memoryUsage().heapUsed,
  }
}

/** The targets of a process's file descriptors; none where the system does not show them. */
function openFiles(pid: number): readonly string[] {
  const folder = `/proc/${pid}/fd`
  try {
    return readdirSync(folder).flatMap((name) => {
      try {
        return [readlinkSync(`${folder}/${name}`)]
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

// 127.0.0.1 in the notation of the kernel's tables.
const loopback = '0100007F:'

/** The sockets of one of the kernel's tables, as file descriptors name them. */
function tcpSockets(table: 'tcp' | 'tcp6'): readonly string[] {
  try {
    const [, ...rows] = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n')
    return rows
      .map((row) => row.trim().split(/\s+/))
      .filter(([, , remote]) => remote?.startsWith(loopback))
      .map((fields) => `socket:[${fields[9]}]`)
  } catch {
    return []
  }
}

// Chromium's processes open and close a few for their messages, at any time.
const allowedFiles = 10

// Garbage not yet collected, and tables that grew once. A leak of a kilobyte for each reconnect is far more.
const allowedHeapBytes = 2 * 1024 * 1024

/** What grew, in words; empty when nothing did. */
export function growth(before: Measures, after: Measures): readonly string[] {
  const counts = (['timers', 'otherResources', 'listeners', 'connections', 'files'] as const)
    .filter((name) => after[name] > before[name] + (name === 'files' ? allowedFiles : 0))
    .map((name) => `${name}: ${before[name]} became ${after[name]}`)
  const heapGrowth = after.heapBytes - before.heapBytes
  return heapGrowth > allowedHeapBytes ? [...counts, `heap: grew by ${heapGrowth} bytes`] : counts
}
