/** Why the desktop can show no notification at all at the moment. */
export interface NotificationProblem {
  /**
   * `no-service`: no program shows notifications. `no-bus`: the app has no connection to the desktop. `no-answer`: the
   * program hangs. `not-allowed`: the system refuses them.
   */
  readonly kind: 'no-service' | 'no-bus' | 'no-answer' | 'not-allowed'
  /** For developers, in English. */
  readonly reason: string
  /** The program that shows notifications on such a desktop: the one to install or to start again. */
  readonly program: string
}

/** What became of a test notification: whether the desktop took it. The reason is in the user's language. */
export type TestNotification =
  | { readonly kind: 'sent'; readonly reason: null }
  | { readonly kind: 'failed'; readonly reason: string }
