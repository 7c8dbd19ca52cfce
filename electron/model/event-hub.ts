/** Calls the listeners of an event, in the order in which they subscribed. */
export interface EventHub<Events> {
  readonly emit: <Name extends keyof Events>(name: Name, value: Events[Name]) => void
  /** Returns an unsubscribe function. */
  readonly on: <Name extends keyof Events>(name: Name, listener: (value: Events[Name]) => void) => () => void
}

export function createEventHub<Events>(): EventHub<Events> {
  const listeners: { [Name in keyof Events]?: Set<(value: Events[Name]) => void> } = {}
  return {
    emit: (name, value) => {
      for (const listener of [...(listeners[name] ?? [])]) listener(value)
    },
    on: (name, listener) => {
      const set = listeners[name] ?? new Set()
      listeners[name] = set
      set.add(listener)
      return () => set.delete(listener)
    },
  }
}
