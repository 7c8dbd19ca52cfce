/** How critical notifications are mailed that nobody has seen. */
export interface MailConfiguration {
  /** From `SMTP_URL`, such as `smtps://name:password@mail.example.com`. */
  readonly smtpUrl: string
  /** From `MAIL_FROM`, such as `Acme <no-reply@acme.example>`. */
  readonly from: string
  /** Addresses by user name, from `MAIL_ADDRESSES=alice:alice@acme.example,bob:bob@acme.example`. */
  readonly addresses: ReadonlyMap<string, string>
  /** How long it may be unseen, in seconds; from `MAIL_AFTER_MINUTES`, 10 by default. */
  readonly afterSeconds: number
}

/**
 * Null: there is no `SMTP_URL`, and nothing is mailed.
 *
 * @throws Error that says which variable is missing or wrong
 */
export function readMailConfiguration(env: NodeJS.ProcessEnv): MailConfiguration | null {
  const { SMTP_URL, MAIL_FROM, MAIL_ADDRESSES, MAIL_AFTER_MINUTES = '10', DATABASE_URL } = env
  if (SMTP_URL === undefined) return null
  if (!/^smtps?:\/\/./.test(SMTP_URL)) throw new Error('SMTP_URL must begin with smtp:// or smtps://.')
  if (DATABASE_URL === undefined) {
    throw new Error('Set DATABASE_URL too: what was mailed is stored there, so that it is mailed once.')
  }
  if (MAIL_FROM === undefined) throw new Error('Set MAIL_FROM to the address of the sender.')
  if (MAIL_ADDRESSES === undefined) throw new Error('Set MAIL_ADDRESSES, such as alice:alice@acme.example.')
  const minutes = Number(MAIL_AFTER_MINUTES)
  if (!(minutes > 0 && minutes <= 24 * 60)) {
    throw new Error('MAIL_AFTER_MINUTES must be a number of minutes up to 1440.')
  }
  const pairs = MAIL_ADDRESSES.split(',').flatMap((pair): [string, string][] => {
    const at = pair.indexOf(':')
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]]
  })
  return { smtpUrl: SMTP_URL, from: MAIL_FROM, addresses: new Map(pairs), afterSeconds: minutes * 60 }
}
