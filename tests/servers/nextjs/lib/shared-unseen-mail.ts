import { database } from './database.ts'
import { readMailConfiguration } from './mail-configuration.ts'
import { createUnseenMail, type UnseenMail } from './unseen-mail.ts'

declare global {
  var dashboardMail: UnseenMail | null | undefined
}

/** That of this process; null: mail is not configured. */
export function sharedUnseenMail(): UnseenMail | null {
  globalThis.dashboardMail ??= open()
  return globalThis.dashboardMail
}

/**
 * Looks for what is due, again and again.
 *
 * @throws Error that says which variable is missing or wrong
 */
export function startUnseenMail(everyMs = 5_000): void {
  const mail = sharedUnseenMail()
  if (mail === null) return
  const look = async (): Promise<void> => {
    await mail
      .mailDue()
      .catch((error) => console.error('Unseen notifications could not be looked up:', error))
    setTimeout(look, everyMs).unref()
  }
  void look()
}

function open(): UnseenMail | null {
  const configuration = readMailConfiguration(process.env)
  const pool = database()
  return configuration === null || pool === null ? null : createUnseenMail(pool, configuration)
}
