import { pathToFileURL } from 'node:url'
import type { DesktopNotification } from '../../notifications/desktop-notification.ts'
import { bodyText } from './body-text.ts'

/** What a toast is made of besides what it says. */
export interface NotifyParts {
  /** What the notification server says it can do. */
  readonly capabilities: ReadonlySet<string>
  /** The toast that it takes the place of; 0: none. */
  readonly replaces: number
  /** The picture beside the text, a file that the server can read. */
  readonly iconFile: string
  readonly clickLabel: string
  /** The file of a sound, for servers that play sounds but know none by name (MATE's); null: there is none. */
  readonly soundFile: (name: string) => string | null
  readonly processId: number
}

/** The action that a click on the toast itself stands for. */
export const clickAction = 'default'

export const notifySignature = 'susssasa{sv}i'

type Hint = readonly [name: string, variant: readonly [signature: string, value: unknown]]

const urgencies = { low: 0, normal: 1, critical: 2 } as const

/**
 * The arguments of `Notify` (desktop notifications specification 1.2 and later). What a server can't do is not asked
 * of it; hints it does not know it leaves alone.
 */
export function notifyArguments(alert: DesktopNotification, parts: NotifyParts): readonly unknown[] {
  const { capabilities, replaces, iconFile, clickLabel, processId } = parts
  // Some draw a button for the click too (Xfce's), and a click does what Open does: nobody needs two of that.
  const buttons = alert.actions.flatMap(({ type, label }) => (type === 'open' ? [] : [type, label]))
  const hints: readonly Hint[] = [
    ['urgency', ['y', urgencies[alert.urgency]]],
    ['desktop-entry', ['s', 'tidings']],
    ['sender-pid', ['x', processId]],
    ['image-path', ['s', pathToFileURL(iconFile).href]],
    ...soundHints(alert, parts),
  ]
  return [
    'Tidings',
    replaces,
    '',
    alert.title,
    bodyText(alert.body, capabilities.has('body-markup')),
    capabilities.has('actions') ? [clickAction, clickLabel, ...buttons] : [],
    hints,
    // In milliseconds: never, or as long as the server does with all.
    alert.urgency === 'critical' ? 0 : -1,
  ]
}

/** Names of the freedesktop sound naming specification. */
function soundHints(alert: DesktopNotification, { capabilities, soundFile }: NotifyParts): readonly Hint[] {
  if (alert.silent) return [['suppress-sound', ['b', true]]]
  if (!capabilities.has('sound')) return []
  const name = alert.urgency === 'critical' ? 'dialog-warning' : 'message-new-instant'
  const file = soundFile(name)
  return [['sound-name', ['s', name]], ...(file === null ? [] : [['sound-file', ['s', file]] as const])]
}
