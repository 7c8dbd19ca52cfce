import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { MailConfiguration } from './mail-configuration.ts'

export interface UnseenItem {
  /** The user's address. */
  readonly to: string
  /** The same when it is sent again, and that of no other item. */
  readonly id: string
  readonly title: string | null
  readonly message: string
  readonly url: string | null
}

export interface Mailer {
  /** Resolves when the SMTP server has accepted it; rejects when it has not. */
  readonly send: (item: UnseenItem) => Promise<void>
  readonly close: () => void
}

// Shorter than nodemailer's own: a row of the database is locked meanwhile.
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Sends mails through an SMTP server. */
export function createMailer({ smtpUrl, from }: MailConfiguration): Mailer {
  const transport = createTransport({ url: smtpUrl, ...timeouts })
  return {
    send: async ({ to, id, title, message, url }) => {
      await transport.sendMail({
        ...{ from, to, subject: title ?? message.slice(0, 100), text: textOf(message, url) },
        // If this process dies after the server has accepted it, it is sent again: mail programs then show it once.
        messageId: `<${createHash('sha256').update(id).digest('hex')}@dashboard.invalid>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        priority: 'high',
      })
    },
    close: () => transport.close(),
  }
}

function textOf(message: string, url: string | null): string {
  const reason =
    'You get this because the notification was opened neither on your computer nor on the dashboard.'
  return [message, ...(url === null ? [] : [url]), reason].join('\n\n')
}
