/** Keeps what comes until somebody listens. */
export function createBacklog<Value>() {
  const waiting: Value[] = []
  let listener: ((value: Value) => void) | null = null
  return {
    add: (value: Value): void => {
      if (listener === null) waiting.push(value)
      else listener(value)
    },
    /** Calls back with everything that comes, at once with what has come before. Returns an unsubscribe function. */
    listen: (next: (value: Value) => void): (() => void) => {
      listener = next
      for (const value of waiting.splice(0)) next(value)
      return () => {
        listener = null
      }
    },
  }
}
