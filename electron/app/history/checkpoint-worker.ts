import { parentPort, workerData } from 'node:worker_threads'
import { checkpoint } from '../../store/checkpoint.ts'
import type { CheckpointWork } from './checkpoints.ts'

// A thread of its own that waits for the disk in place of the main process: for each message it moves the write-ahead log
// into the file, and says how far it came.
const { file, busy }: CheckpointWork = workerData
parentPort?.on('message', (wish: 'move' | 'end') => {
  if (wish === 'end') {
    parentPort?.close()
    return
  }
  const result = checkpoint(file)
  Atomics.store(busy, 0, 0)
  Atomics.notify(busy, 0)
  parentPort?.postMessage(result)
})
