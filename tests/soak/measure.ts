import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** What a process could leak, counted. */
export interface Measures {
  readonly timers: number
  /** Whatever else keeps the event loop busy. */
  readonly otherResources: number
  readonly listeners: number
  /** TCP connections within this computer, of all processes of the app: Chromium's network has one of its own. */
  readonly connections: number
  /** What all of them have open, those too with which they talk to each other. */
  readonly files: number
  readonly heapBytes: number
}

export function measure(pids: readonly number[]): Measures {
  const collect = Reflect.get(globalThis, 'gc')
  if (typeof collect !== 'function') throw new Error('run with --expose-gc')
  // Finalizers of one round free what the next one collects.
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

/** What the file descriptors of a process stand for; none where the system does not tell. */
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

// 127.0.0.1 as the kernel's tables write it.
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

// Chromium's processes open and close a few for talks among themselves, however long they ran.
const allowedFiles = 10

// What the collector had not come to, and tables that grew once: far below a kilobyte for each reconnect of a leak.
const allowedHeapBytes = 2 * 1024 * 1024

/** What grew, in words; nothing when all ended where it began. */
export function growth(before: Measures, after: Measures): readonly string[] {
  const counts = (['timers', 'otherResources', 'listeners', 'connections', 'files'] as const)
    .filter((name) => after[name] > before[name] + (name === 'files' ? allowedFiles : 0))
    .map((name) => `${name}: ${before[name]} became ${after[name]}`)
  const heapGrowth = after.heapBytes - before.heapBytes
  return heapGrowth > allowedHeapBytes ? [...counts, `heap: grew by ${heapGrowth} bytes`] : counts
}
