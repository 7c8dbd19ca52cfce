import type { Clock } from '../model/clock.ts'
import type { Settings } from '../model/settings.ts'
import { startTidying } from './maintenance-schedule.ts'
import type { Store } from './open-store.ts'
import { writeHere } from './write-here.ts'
import { type WriteResult, writeElsewhere } from './writer-client.ts'
import { type WriteName, type Writes, writesOn } from './writes.ts'

/** Where writes are asked for. What only a bug explains rejects. */
export interface Desk {
  readonly ask: (name: WriteName, values: readonly unknown[]) => Promise<WriteResult>
  /** Does all that was asked for, and then nothing any more. Waits for it. */
  readonly end: () => void
}

export interface WriterOptions {
  readonly file: string
  /** The program of the thread: writer-worker.ts, built. */
  readonly program: string
  /** The same file, for the case that there is no such thread. */
  readonly store: Store
  readonly retention: () => Settings['retention']
  readonly clock: Clock
  /** There is something new to see. */
  readonly onChange: () => void
  readonly onDamaged: () => void
  readonly onTidyingFailed: (reason: string) => void
  /** This thread has to write by itself from now on. */
  readonly onThreadLost: (error: Error) => void
}

/** Writes the history and keeps it tidy. */
export interface Writer {
  readonly writes: Writes
  /** Another number whenever there is something new to see. */
  readonly revision: () => number
  /** The settings may have changed. */
  readonly settingsChanged: () => void
  /** Lets go of the file; until `resume` every write fails. */
  readonly release: () => Promise<void>
  readonly resume: () => void
  /** Waits until all that was asked for is on file. */
  readonly stop: () => void
}

/** Writes in a thread of its own; in this one where that can't be had. */
export function startWriter(options: WriterOptions): Writer {
  const { store, clock } = options
  let revision = 0
  let seen = 0
  let retained = JSON.stringify(options.retention())
  let stopTidying = () => {}

  const onWritten = (current: number) => {
    if (current === seen) return
    seen = current
    revision += 1
    options.onChange()
  }
  const thread = writeElsewhere({
    ...options,
    retention: options.retention(),
    onWritten,
    onLost: (error) => {
      desk = writeHere(store, onWritten)
      stopTidying = startTidying({
        ...{ store, clock, retention: options.retention },
        onRemoved: () => onWritten(store.revision()),
        onFailed: options.onTidyingFailed,
      }).stop
      options.onThreadLost(error)
    },
  })
  let desk: Desk = thread

  return {
    writes: writesThrough(store, (name, values) => desk.ask(name, values)),
    revision: () => revision,
    settingsChanged: () => {
      const retention = options.retention()
      if (JSON.stringify(retention) === retained) return
      retained = JSON.stringify(retention)
      thread.retain(retention)
    },
    release: thread.release,
    resume: () => {
      thread.resume()
      revision += 1
    },
    stop: () => {
      stopTidying()
      desk.end()
    },
  }
}

/** Every write by its own name, asked for at a desk. */
export function writesThrough(store: Store, ask: Desk['ask']): Writes {
  let last: Promise<unknown> = Promise.resolve()
  const names = Object.keys(writesOn(store))
  const later = (name: string) => [
    name,
    (...values: readonly unknown[]) => {
      const answer = ask(name as WriteName, values)
      last = answer.catch(() => {})
      return answer
    },
  ]
  // Each name asks for just what it names.
  const writes = Object.fromEntries(names.map(later)) as unknown as Writes
  return { ...writes, settled: () => last.then(() => {}) }
}
