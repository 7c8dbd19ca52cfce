const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Calls `cleanUp` (which can't wait for anything) when this process ends or gets a signal to end. A signal that nobody
 * else listens to then does what it would have done. Gives what undoes the arrangement.
 */
export function onProcessEnd(cleanUp: () => void): () => void {
  const onSignal = (signal: NodeJS.Signals) => {
    undo()
    cleanUp()
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
  const undo = () => {
    process.off('exit', cleanUp)
    for (const signal of signals) process.off(signal, onSignal)
  }
  process.on('exit', cleanUp)
  for (const signal of signals) process.on(signal, onSignal)
  return undo
}
