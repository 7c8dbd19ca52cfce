/** A signal that is aborted when the user, or the system, asks this process to end: Ctrl+C, a closed terminal, `kill`. */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort())
  return controller.signal
}
