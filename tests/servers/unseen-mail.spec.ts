import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { notificationEvent } from '../../resources/backend-kit/events.ts'
import type { DataServer } from '../support/data-server.ts'
import { startPostgres } from '../support/postgres.ts'
import { waitFor } from '../support/wait-for.ts'
import { startDashboard } from './dashboard/start-dashboard.ts'
import { type MailServer, startMailServer } from './mail/start-mail-server.ts'
import { readMailConfiguration } from './nextjs/lib/mail-configuration.ts'
import type { Mailer } from './nextjs/lib/mailer.ts'
import { createPostgresReceipts } from './nextjs/lib/postgres-receipts.ts'
import { createUnseenMail } from './nextjs/lib/unseen-mail.ts'

// A critical notification that nobody has seen is mailed: with a real SMTP server, and a real PostgreSQL.

let postgres: DataServer
let mailServer: MailServer
beforeAll(async () => {
  postgres = await startPostgres()
  mailServer = await startMailServer()
})
afterAll(async () => {
  await mailServer.stop()
  await postgres.remove()
})

const variables = () => ({
  DATABASE_URL: postgres.url,
  SMTP_URL: mailServer.url,
  MAIL_FROM: 'Acme <no-reply@acme.example>',
  MAIL_ADDRESSES: 'alice:alice@acme.example, bob:bob@acme.example',
})

/** One process of several: with connections of its own. */
function openProcess({ afterSeconds = 0, mailer }: { afterSeconds?: number; mailer?: Mailer } = {}) {
  const pool = new Pool({ connectionString: postgres.url })
  // As a server does: a connection that is not used may break.
  pool.on('error', () => {})
  const configuration = readMailConfiguration({ NODE_ENV: 'test', ...variables() })
  if (configuration === null) throw new Error('Mail is not configured.')
  const mail = createUnseenMail(pool, { ...configuration, afterSeconds }, mailer)
  onTestFinished(async () => {
    mail.close()
    await pool.end()
  })
  return { ...mail, pool, receipts: createPostgresReceipts(pool) }
}

function critical(message: string, fields: object = {}) {
  return notificationEvent({ id: randomUUID(), message, priority: 'critical', ...fields })
}

const mailsOf = (text: string) => mailServer.mails.filter(({ source }) => source.includes(text))

test('what nobody has seen is mailed to its user, with what it says and where it leads', async () => {
  const one = openProcess()
  await one.watch(
    'alice',
    critical('Disk full', { title: 'Server 7', url: 'https://acme.example/servers/7' }),
  )
  expect(await one.mailDue()).toBe(1)
  const [mail] = mailsOf('Disk full')
  expect(mail?.to).toEqual(['alice@acme.example'])
  for (const part of [
    'Subject: Server 7',
    'From: Acme <no-reply@acme.example>',
    'https://acme.example/servers/7',
  ])
    expect(mail?.source).toContain(part)
  expect(await one.mailDue()).toBe(0)
  expect(mailsOf('Disk full')).toHaveLength(1)
})

test.each(['clicked', 'read'] as const)('what was %s is not mailed', async (what) => {
  const one = openProcess()
  const event = critical(`Seen: ${what}`)
  await one.watch('alice', event)
  await one.receipts.add('alice', [{ id: String(event.id), what, at: new Date().toISOString() }])
  expect(await one.mailDue()).toBe(0)
})

test('what was only shown, or seen by someone else, is mailed', async () => {
  const one = openProcess()
  const event = critical('Only shown')
  await one.watch('alice', event)
  const receipt = { id: String(event.id), at: new Date().toISOString() }
  await one.receipts.add('alice', [{ ...receipt, what: 'shown' }])
  await one.receipts.add('bob', [{ ...receipt, what: 'read' }])
  expect(await one.mailDue()).toBe(1)
})

test('what is not critical, not due yet, or for someone without an address is not mailed', async () => {
  const one = openProcess()
  await one.watch('alice', { ...critical('Only high'), priority: 'high' })
  await one.watch('carol', critical('No address'))
  await openProcess({ afterSeconds: 600 }).watch('alice', critical('In ten minutes'))
  expect(await one.mailDue()).toBe(0)
})

test('several processes at once mail each once', async () => {
  const processes = [openProcess(), openProcess(), openProcess()]
  const [first] = processes
  for (let number = 0; number < 30; number += 1) await first?.watch('bob', critical(`Alert ${number}.`))
  const counts = await Promise.all([...processes, ...processes].map(({ mailDue }) => mailDue()))
  expect(counts.reduce((sum, count) => sum + count)).toBe(30)
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1)
  for (let number = 0; number < 30; number += 1) expect(mailsOf(`Alert ${number}.`)).toHaveLength(1)
})

test('what the mail server refuses is tried again later, and holds up no other', async () => {
  const one = openProcess()
  const event = critical('Refused at first')
  mailServer.refuse(451)
  await one.watch('alice', event)
  await one.watch('alice', critical('Refused too'))
  expect(await one.mailDue()).toBe(0)
  mailServer.refuse(null)
  expect(await one.mailDue()).toBe(0)
  const { rows } = await one.pool.query(
    'select tries from dashboard_critical where mailed_at is null and tries > 0',
  )
  expect(rows).toEqual([{ tries: 1 }, { tries: 1 }])
  await one.pool.query('update dashboard_critical set due_at = now() where tries > 0')
  expect(await one.mailDue()).toBe(2)
  expect(mailsOf('Refused at first')).toHaveLength(1)
})

test('a process that loses its connection while it mails leaves it to the others', async () => {
  let isSending = false
  let fail = (_: Error) => {}
  const hanging: Mailer = {
    send: () =>
      new Promise((_, reject) => {
        isSending = true
        fail = reject
      }),
    close: () => {},
  }
  const dying = openProcess({ mailer: hanging })
  const other = openProcess()
  await dying.watch('alice', critical('Left behind'))
  const dyingEnds = expect(dying.mailDue()).rejects.toThrow()
  await waitFor('it to be mailed', () => isSending)
  expect(await other.mailDue()).toBe(0)
  await other.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction'`,
  )
  await waitFor('the other to mail it', async () => (await other.mailDue()) === 1)
  fail(new Error('The process has died.'))
  await dyingEnds
  expect(mailsOf('Left behind')).toHaveLength(1)
})

test('without SMTP_URL nothing is mailed; what is missing beside it is named', () => {
  const read = (env: object) => readMailConfiguration({ NODE_ENV: 'test', ...env })
  expect(read({})).toBeNull()
  expect(() => read({ SMTP_URL: 'mail.acme.example' })).toThrow('smtp://')
  expect(() => read({ SMTP_URL: 'smtp://mail.acme.example' })).toThrow('DATABASE_URL')
  expect(() => read({ ...variables(), MAIL_FROM: undefined })).toThrow('MAIL_FROM')
  expect(() => read({ ...variables(), MAIL_AFTER_MINUTES: 'ten' })).toThrow('MAIL_AFTER_MINUTES')
})

test('two instances of the dashboard mail what is unseen once, and not what was read on one of them', async () => {
  const env = { ...variables(), MAIL_AFTER_MINUTES: '0.05' }
  const first = await startDashboard({ env })
  onTestFinished(() => first.stop())
  const second = await startDashboard({ env, dataDir: first.dataDir })
  onTestFinished(() => second.stop())
  const alice = await first.signIn('alice')
  const post = (origin: string, path: string, body: object) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${alice.token}` },
      body: JSON.stringify(body),
    })
  const notify = (message: string) =>
    post(first.origin, '/api/notifications', { message, priority: 'critical' })
  // Read before it is due, on the other instance.
  const id = 'read-in-time'
  const pool = new Pool({ connectionString: postgres.url })
  onTestFinished(() => pool.end())
  await pool.query(
    `insert into dashboard_critical (channel, item_id, message, due_at)
     values ('alice', $1, 'Read in time', now() + interval '3 seconds')`,
    [id],
  )
  const receipt = { id, what: 'read', at: new Date().toISOString() }
  expect((await post(second.origin, '/api/receipts', { receipts: [receipt] })).status).toBe(204)
  for (let number = 0; number < 10; number += 1) expect((await notify(`Unseen ${number}.`)).status).toBe(202)
  await waitFor('the mails', () => mailsOf('Unseen ').length >= 10, { timeoutMs: 60_000 })
  // Everything that is due before this one was looked at.
  await notify('The last one')
  await waitFor('the last mail', () => mailsOf('The last one').length > 0, { timeoutMs: 60_000 })
  for (let number = 0; number < 10; number += 1) expect(mailsOf(`Unseen ${number}.`)).toHaveLength(1)
  expect(mailsOf('Read in time')).toEqual([])
})
