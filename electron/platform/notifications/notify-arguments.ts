import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { DesktopNotification } from '../../notifications/desktop-notification.ts'

/** What a call of `Notify` needs besides the notification. */
export interface NotifyParts {
  /** What the notification server can do. */
  readonly capabilities: ReadonlySet<string>
  /** The server's id of the notification to replace; 0: none. */
  readonly replacesId: number
  /** The file of a picture, which other programs can read. */
  readonly pictureFile: (picture: DesktopNotification['picture']) => string
  readonly clickLabel: string
  /**
   * Finds the file of a sound, for servers that play sounds but know none by name (MATE's); null when it is not
   * installed.
   */
  readonly soundFile: (name: string) => string | null
  readonly processId: number
}

/** The key of the action that a click on the notification itself invokes. */
export const clickAction = 'default'

export const notifySignature = 'susssasa{sv}i'

type Hint = readonly [name: string, variant: readonly [signature: string, value: unknown]]

const urgencies = { low: 0, normal: 1, critical: 2 } as const

/**
 * The arguments of `Notify` (desktop notifications specification 1.2 and later). What the server can't do is left out;
 * it ignores hints that it does not know.
 */
export function notifyArguments(notification: DesktopNotification, parts: NotifyParts): readonly unknown[] {
  const { capabilities, replacesId, pictureFile, clickLabel, processId } = parts
  // Some servers (Xfce's) draw a button for the click as well. A click does the same as Open, so one of them is enough.
  const buttons = notification.actions.flatMap(({ type, label }) => (type === 'open' ? [] : [type, label]))
  const hints: readonly Hint[] = [
    ['urgency', ['y', urgencies[notification.urgency]]],
    ['desktop-entry', ['s', 'tidings']],
    ['sender-pid', ['x', processId]],
    ['image-path', ['s', pathToFileURL(pictureFile(notification.picture)).href]],
    ...soundHints(notification, parts),
  ]
  return [
    'Tidings',
    replacesId,
    '',
    notification.title,
    escapeBody(notification.body, capabilities),
    capabilities.has('actions') ? [clickAction, clickLabel, ...buttons] : [],
    hints,
    // Milliseconds; 0: never close it, -1: the server decides.
    notification.keepOnScreen ? 0 : -1,
  ]
}

/**
 * Escapes a body for servers that read it as markup, so that it is shown as text. Such a server has the capability
 * `body-markup`, or one for a part of it: links and images (desktop notifications specification, "Markup").
 */
export function escapeBody(body: string, capabilities: ReadonlySet<string>): string {
  if (!markupCapabilities.some((name) => capabilities.has(name))) return body
  return body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const markupCapabilities = ['body-markup', 'body-hyperlinks', 'body-images']

/** The names are those of the freedesktop sound naming specification. */
function soundHints(
  { silent, urgency }: DesktopNotification,
  { capabilities, soundFile }: NotifyParts,
): readonly Hint[] {
  if (silent) return [['suppress-sound', ['b', true]]]
  if (!capabilities.has('sound')) return []
  const name = urgency === 'critical' ? 'dialog-warning' : 'message-new-instant'
  const file = soundFile(name)
  return [['sound-name', ['s', name]], ...(file === null ? [] : [['sound-file', ['s', file]] as const])]
}

/**
 * The file of a sound in the freedesktop theme, which all other themes fall back to; null when it is not installed.
 *
 * @param dataDirs the value of XDG_DATA_DIRS (XDG base directory specification)
 */
export function findSoundFile(name: string, dataDirs: string | undefined): string | null {
  const folders = dataDirs === undefined || dataDirs === '' ? '/usr/local/share:/usr/share' : dataDirs
  const files = folders.split(':').map((folder) => join(folder, 'sounds/freedesktop/stereo', `${name}.oga`))
  return files.find((file) => existsSync(file)) ?? null
}
