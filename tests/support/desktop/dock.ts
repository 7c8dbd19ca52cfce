import { connectBus } from './bus-client.ts'

/** One `Update` of an entry, as it was received. */
export interface EntryUpdate {
  readonly application: string
  readonly properties: Readonly<Record<string, unknown>>
  /** The program that sent it, and the object that it sent it from. */
  readonly sender: string
  readonly path: string
}

/** A dock that a test reads, and that draws nothing. */
export interface Dock {
  readonly updates: readonly EntryUpdate[]
  /** What it would draw for the app: each property as it was last sent. */
  readonly shown: () => Readonly<Record<string, unknown>>
  /** Asks the sender of an update for its properties. */
  readonly query: (from: EntryUpdate) => Promise<readonly unknown[]>
  readonly stop: () => void
}

const name = 'com.canonical.Unity.LauncherEntry'

/** Listens to entries and owns the name by which programs find a dock, as Plank and Dash to Dock do. */
export async function startDock(address: string, ownName = 'com.canonical.Unity'): Promise<Dock> {
  const bus = await connectBus(address)
  const updates: EntryUpdate[] = []
  await bus.listen(
    `type='signal',interface='${name}',member='Update'`,
    ({ sender, path, body, ...signal }) => {
      if (signal.interface !== name) return
      const [application, properties] = body
      updates.push({
        ...{ application: String(application), sender, path },
        properties: properties as EntryUpdate['properties'],
      })
    },
  )
  await bus.own(ownName)
  return {
    updates,
    shown: () => Object.assign({}, ...updates.map(({ properties }) => properties)),
    query: ({ sender, path }) => bus.call({ service: sender, path, interface: name }, 'Query'),
    stop: bus.close,
  }
}
