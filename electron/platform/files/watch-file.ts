import { type FSWatcher, watch } from 'node:fs'
import { dirname } from 'node:path'

/** Writing a file causes several events, and one is enough. */
const debounceMs = 100

/**
 * Calls back soon after anything has changed in the folder of this file: a file is often replaced as a whole, or reached
 * by links. Some file systems, like those of a network, announce nothing. Returns an unsubscribe function.
 */
export function watchFile(path: string, onChange: () => void): () => void {
  let timer: NodeJS.Timeout | null = null
  const announce = () => {
    timer ??= setTimeout(() => {
      timer = null
      onChange()
    }, debounceMs)
  }
  const watcher = watchFolder(dirname(path), announce)
  return () => {
    watcher?.close()
    if (timer !== null) clearTimeout(timer)
  }
}

function watchFolder(folder: string, onChange: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, onChange)
    watcher.on('error', () => watcher.close())
    return watcher
  } catch {
    // The folder does not exist, or the system has no more watches to give.
    return null
  }
}
