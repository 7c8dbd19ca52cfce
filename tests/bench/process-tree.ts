import { existsSync, readdirSync, readFileSync } from 'node:fs'

// What the kernel says of a process and all that it has started (Linux, proc(5)). Of what ends while it is read, nothing
// is counted.

// The unit of times in /proc, which is the same on all of Linux's processors.
const ticksPerSecond = 100

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The fields of /proc/<pid>/stat after the name of the program, which may hold anything: the state comes first. */
function statOf(pid: number): readonly string[] {
  const stat = read(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** A process and its descendants. */
export function processTree(root: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: Number(statOf(Number(name))[1]) }))
  const tree = [root]
  // What is added is looked at in turn.
  for (const pid of tree)
    tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid))
  return tree
}

/** The proportional set size in MiB: a page that several processes share is divided among them. */
export function memoryOf(root: number): number {
  const kib = processTree(root).map((pid) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  )
  return sum(kib) / 1024
}

/** Seconds that the processors have worked for it, children that have ended included. */
export function processorTimeOf(root: number): number {
  const ticks = processTree(root).map((pid) => sum(statOf(pid).slice(11, 15).map(Number)))
  return sum(ticks) / ticksPerSecond
}

/** How often its threads have gone to sleep, and so were woken: voluntary context switches. */
export function sleepsOf(root: number): number {
  const counts = processTree(root).flatMap((pid) =>
    threadsOf(pid).map((thread) =>
      Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(`/proc/${pid}/task/${thread}/status`))?.[1] ?? 0),
    ),
  )
  return sum(counts)
}

export const isRunning = (pid: number): boolean => existsSync(`/proc/${pid}`)

/** The number of its processes that draw a page. */
export function renderersOf(root: number): number {
  return processTree(root).filter((pid) => read(`/proc/${pid}/cmdline`).includes('--type=renderer')).length
}

/** The files, sockets and pipes that it has open. */
export function filesOf(root: number): number {
  return sum(processTree(root).map((pid) => namesIn(`/proc/${pid}/fd`).length))
}

export function threadCountOf(root: number): number {
  return sum(processTree(root).map((pid) => threadsOf(pid).length))
}

/** Seconds that the processors of this machine have worked, for whomever. */
export function machineTime(): number {
  const [user, nice, system, , , interrupts, softInterrupts] = read('/proc/stat')
    .split('\n', 1)
    .flatMap((line) => line.split(/\s+/).slice(1).map(Number))
  return sum([user, nice, system, interrupts, softInterrupts].map((ticks) => ticks ?? 0)) / ticksPerSecond
}

const threadsOf = (pid: number) => namesIn(`/proc/${pid}/task`)

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
