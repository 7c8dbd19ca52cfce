import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { freePort } from '../../support/free-port.ts'

export interface ReceivedMail {
  readonly to: readonly string[]
  /** Headers and body, as they came. */
  readonly source: string
}

/** A real SMTP server on the loopback interface. */
export interface MailServer {
  readonly url: string
  readonly mails: readonly ReceivedMail[]
  /** Refuses mails with this SMTP status from now on, like 451; null: accepts them. */
  readonly refuse: (status: number | null) => void
  readonly stop: () => Promise<void>
}

const mailLogin = { user: 'dashboard', pass: 'mail secret' }

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = []
  let refusal: number | null = null
  const port = await freePort()
  const server = new SMTPServer({
    // There is no certificate for the loopback interface.
    ...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, logger: false },
    onAuth: ({ username, password }, _, done) => {
      if (username === mailLogin.user && password === mailLogin.pass) done(null, { user: username })
      else done(new Error('Wrong name or password'))
    },
    onData: (stream, session, done) => {
      text(stream).then((source) => {
        if (refusal !== null) {
          done(Object.assign(new Error('Not now'), { responseCode: refusal }))
          return
        }
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source })
        done()
      }, done)
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const login = `${mailLogin.user}:${encodeURIComponent(mailLogin.pass)}`
  return {
    url: `smtp://${login}@127.0.0.1:${port}`,
    mails,
    refuse: (status) => {
      refusal = status
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
