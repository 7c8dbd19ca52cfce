import { assertNever } from '../model/assert-never.ts'
import type { Command } from '../model/command.ts'
import type { Item, NotificationOutcome } from '../model/item.ts'
import type { NotificationAction, NotificationHandlers, ShownNotification } from './desktop-notification.ts'

export interface HandlerOptions {
  readonly dispatch: (command: Command) => void
  readonly setOutcome: (keys: readonly Item['key'][], outcome: NotificationOutcome) => void
  /** The user has seen the notification of these items. */
  readonly onSeen: (keys: readonly Item['key'][]) => void
}

/** What happens when the user does something with the notification of items, or the desktop closes it. */
export function createNotificationHandlers(
  { keys, actions }: Pick<ShownNotification, 'keys' | 'actions'>,
  { dispatch, setOutcome, onSeen }: HandlerOptions,
): NotificationHandlers {
  const [key, ...others] = keys
  const onClicked = () => {
    onSeen(keys)
    setOutcome(keys, 'clicked')
  }
  return {
    onClick: () => {
      onClicked()
      const opensFile = actions.some(({ type }) => type === 'open-download')
      if (opensFile && key !== undefined) dispatch({ type: 'open-download', key })
      else dispatch({ type: 'open-notification', keys })
    },
    onAction: (action) => {
      onClicked()
      if (key !== undefined) dispatch(commandOf(action, [key, ...others]))
    },
    onOutcome: (outcome) => {
      if (outcome === 'closed') onSeen(keys)
      setOutcome(keys, outcome)
    },
  }
}

/** As the button says. */
const snoozeMs = 60 * 60_000

/** The command of a button on the notification of these items. */
export function commandOf(
  action: NotificationAction,
  keys: readonly [Item['key'], ...Item['key'][]],
): Command {
  const [key] = keys
  switch (action) {
    case 'open':
      return { type: 'open-notification', keys: [key] }
    case 'snooze':
      return { type: 'snooze', keys: [key], until: { kind: 'for', ms: snoozeMs } }
    case 'snooze-tomorrow':
      return { type: 'snooze', keys: [key], until: { kind: 'tomorrow' } }
    case 'acknowledge':
      return { type: 'acknowledge', keys }
    case 'download':
    case 'show-download':
    case 'open-download':
      return { type: action, key }
    default:
      return assertNever(action)
  }
}
