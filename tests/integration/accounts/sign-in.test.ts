import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../electron/model/settings.ts'
import { createBrowser, signInWith } from '../../support/authorization-server/browser.ts'
import { createI18n } from '../../support/i18n.ts'
import { waitFor } from '../../support/wait-for.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'
import {
  account,
  authorizationServer,
  backend,
  dataFolder,
  isAccepted,
  keychain,
  openSecrets,
} from './account-fixture.ts'

test('a user signs in with the browser, and the server accepts the token', async () => {
  const server = await authorizationServer()
  const events = await backend(server)
  const tested = await account(events.streamUrl)
  expect(tested.token()).toBeNull()
  expect(tested.state()).toBeNull()

  const page = await tested.signInFully()

  expect(page.text).toContain('Signed in')
  expect(tested.state()).toEqual({ provider: new URL(server.issuer).host, user: 'alice' })
  expect(tested.signIns.map(({ kind }) => kind)).toEqual(['preparing', 'in-browser', 'finishing', 'none'])
  expect(tested.tokens).toEqual([tested.token()])
  expect(await isAccepted(events, tested.token())).toBe(true)
})

test('what the 401 says of the sign-in saves asking for it', async () => {
  const server = await authorizationServer()
  const events = await backend(server)
  const response = await fetch(events.streamUrl)
  const [, metadata = null] =
    /resource_metadata="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '') ?? []
  const tested = await account(events.streamUrl)
  await tested.signInFully(metadata)
  expect(await isAccepted(events, tested.token())).toBe(true)
})

test('what is asked for is bound to the server, to this app and to this sign-in', async () => {
  const server = await authorizationServer()
  const events = await backend(server)
  const tested = await account(events.streamUrl)
  await tested.signInFully()
  const parameters = Object.fromEntries((await tested.page()).searchParams)
  expect(parameters).toMatchObject({
    response_type: 'code',
    resource: events.streamUrl,
    scope: 'notifications:read openid profile offline_access',
    prompt: 'consent',
    code_challenge_method: 'S256',
    redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/callback$/),
  })
  for (const name of ['state', 'nonce', 'code_challenge']) expect(parameters[name]).toMatch(/^.{43}$/)
  const exchange = server.requests.find(({ path }) => path === '/token')
  expect(exchange?.parameters).toMatchObject({
    grant_type: 'authorization_code',
    resource: events.streamUrl,
    redirect_uri: parameters.redirect_uri,
    code_verifier: expect.stringMatching(/^.{43}$/),
  })
})

test('the page at the end is not stored, runs nothing and loads nothing', async () => {
  const events = await backend(await authorizationServer())
  const { headers, text } = await (await account(events.streamUrl)).signInFully()
  expect(headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  )
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(text).not.toMatch(/<script|<img|<link|https?:/)
})

test.each(languages)('the page at the end is in the user’s language: %s', async (language) => {
  const events = await backend(await authorizationServer())
  const i18n = createI18n(language)
  const tested = await account(events.streamUrl, { i18n: () => i18n })
  const { text, headers } = await tested.signInFully()
  expect(text).toContain(i18n.t('sign-in.page.close'))
  expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
  expect(headers.get('content-language')).toBe(language)
})

test('nothing of it can be read in the log, and in the file only what the keychain has encrypted', async () => {
  const server = await authorizationServer()
  const events = await backend(server)
  const tested = await account(events.streamUrl)
  await tested.signInFully()
  await tested.refresh()
  const secrets = server.requests.flatMap(({ parameters }) =>
    ['code', 'code_verifier', 'refresh_token'].flatMap((name) => parameters[name] ?? []),
  )
  expect(secrets.length).toBeGreaterThanOrEqual(3)
  const written = `${readFileSync(join(tested.folder, 'secrets.json'), 'utf8')}\n${tested.logged.join('\n')}`
  for (const secret of [...secrets, tested.token()]) expect(written).not.toContain(secret)
})

describe('a user who', () => {
  test('does not agree is told so calmly, in the app and in the browser', async () => {
    const server = await authorizationServer()
    const tested = await account((await backend(server)).streamUrl)
    const page = await tested.signInFully(null, { agree: false })
    const reason = `You didn’t agree to the sign-in at ${new URL(server.issuer).host}. You can try again at any time.`
    expect(tested.signIn()).toEqual({ kind: 'failed', reason })
    expect(page.text).toContain('Not signed in')
    expect(page.text).toContain('agree to the sign-in')
    expect(tested.token()).toBeNull()
  })

  test('tries again after that succeeds', async () => {
    const tested = await account((await backend(await authorizationServer())).streamUrl)
    await tested.signInFully(null, { agree: false })
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
  })

  test('presses the button again sees the same page again, not another one', async () => {
    const server = await authorizationServer()
    const tested = await account((await backend(server)).streamUrl)
    tested.begin(null)
    const first = await tested.page()
    tested.begin(null)
    expect(tested.opened).toEqual([first, first])
    await signInWith(createBrowser(), first)
    await tested.reaches('none')
    expect(tested.state()?.user).toBe('alice')
  })

  test('cancels frees the port, and can begin again', async () => {
    const tested = await account((await backend(await authorizationServer())).streamUrl)
    tested.begin(null)
    const page = await tested.page()
    tested.cancel()
    expect(tested.signIn()).toEqual({ kind: 'none' })
    const redirect = page.searchParams.get('redirect_uri') ?? ''
    await waitFor('the port to be free', () =>
      fetch(redirect).then(
        () => false,
        () => true,
      ),
    )
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
  })

  test('cancels leaves nothing in the keychain', async () => {
    const { streamUrl } = await backend(await authorizationServer())
    const folder = dataFolder()
    const secrets = openSecrets(folder)
    const tested = await account(streamUrl, { folder, secrets })
    tested.begin(null)
    await tested.page()
    await waitFor('the registration to be stored', () => secrets.has(`account ${streamUrl}`))
    tested.cancel()
    await waitFor('nothing to be stored', () => !secrets.has(`account ${streamUrl}`))
  })

  test('cancels before there is a page never sees one', async () => {
    const server = await authorizationServer()
    const tested = await account((await backend(server)).streamUrl)
    tested.begin(null)
    tested.cancel()
    await waitFor('the sign-in to end', () => tested.signIn().kind === 'none')
    await tested.signInFully()
    expect(tested.opened).toHaveLength(1)
  })

  test('signs in as somebody else replaces the account', async () => {
    const tested = await account((await backend(await authorizationServer())).streamUrl)
    await tested.signInFully()
    const before = tested.token()
    await tested.signInFully(null, { name: 'bob' })
    expect(tested.state()?.user).toBe('bob')
    expect(tested.token()).not.toBe(before)
  })
})

describe('Tidings is known to the authorization server', () => {
  test('because it has registered itself, once for all sign-ins and restarts', async () => {
    const server = await authorizationServer()
    const { streamUrl } = await backend(server)
    const folder = dataFolder()
    await (await account(streamUrl, { folder })).signInFully()
    const again = await account(streamUrl, { folder })
    await again.signInFully()
    const registrations = server.requests.filter(({ path }) => path === '/reg')
    expect(registrations).toHaveLength(1)
    expect(registrations[0]?.parameters).toMatchObject({
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://127.0.0.1/callback'],
    })
  })

  test('by the client id of the company, where apps can’t register themselves', async () => {
    const server = await authorizationServer({ registration: false, clients: ['acme-desktop'] })
    const { streamUrl } = await backend(server)
    const tested = await account(streamUrl, { clientId: () => 'acme-desktop' })
    await tested.signInFully()
    expect((await tested.page()).searchParams.get('client_id')).toBe('acme-desktop')
    expect(tested.state()?.user).toBe('alice')
  })

  test('again, where it has been forgotten, without an error page in the browser', async () => {
    const server = await authorizationServer()
    const { streamUrl } = await backend(server)
    const tested = await account(streamUrl)
    await tested.signInFully()
    server.forgetClients()
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
    expect(server.requests.filter(({ path }) => path === '/reg')).toHaveLength(2)
  })

  test('also where the sign-in page has to be asked for beforehand', async () => {
    const server = await authorizationServer({ pushedRequests: true })
    const tested = await account((await backend(server)).streamUrl)
    await tested.signInFully()
    const page = await tested.page()
    expect([...page.searchParams.keys()]).toEqual(['request_uri', 'client_id'])
    server.forgetClients()
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
    expect(server.requests.filter(({ path }) => path === '/reg')).toHaveLength(2)
  })

  test('or not, and then the user is told what the administrator has to do', async () => {
    const tested = await account(
      (await backend(await authorizationServer({ registration: false }))).streamUrl,
    )
    tested.begin(null)
    expect(await tested.failure()).toMatch(/doesn’t know Tidings, and apps can’t register.+set its client ID/)
  })
})

describe('after a restart', () => {
  test('the user is still signed in', async () => {
    const events = await backend(await authorizationServer())
    const folder = dataFolder()
    const first = await account(events.streamUrl, { folder })
    await first.signInFully()
    first.stop()
    const second = await account(events.streamUrl, { folder })
    expect(second.state()).toEqual(first.state())
    expect(second.token()).toBe(first.token())
    expect(await second.refresh()).toEqual({ kind: 'token', token: second.token() })
    expect(await isAccepted(events, second.token())).toBe(true)
  })

  test('the user has to sign in again without a keychain', async () => {
    const { streamUrl } = await backend(await authorizationServer())
    const folder = dataFolder()
    const none = { ...keychain, isAvailable: async () => false }
    const first = await account(streamUrl, { folder, secrets: openSecrets(folder, none) })
    await first.signInFully()
    expect(first.state()?.user).toBe('alice')
    expect((await account(streamUrl, { folder, secrets: openSecrets(folder, none) })).state()).toBeNull()
  })

  test('a stored account that can’t be understood is none, and can be replaced', async () => {
    const { streamUrl } = await backend(await authorizationServer())
    const folder = dataFolder()
    await openSecrets(folder).save(`account ${streamUrl}`, '{"version":1,"session":{"accessToken":"a b"}}')
    const tested = await account(streamUrl, { folder })
    expect(tested.state()).toBeNull()
    await tested.signInFully()
    expect(tested.state()?.user).toBe('alice')
  })
})

test('two accounts at once share nothing', async () => {
  const folder = dataFolder()
  const secrets = openSecrets(folder)
  const server = await authorizationServer()
  const [first, second] = [await backend(server), await backend(server)]
  const one = await account(first.streamUrl, { folder, secrets })
  const two = await account(second.streamUrl, { folder, secrets })
  await Promise.all([one.signInFully(null, { name: 'alice' }), two.signInFully(null, { name: 'bob' })])
  expect([one.state()?.user, two.state()?.user]).toEqual(['alice', 'bob'])
  expect(await isAccepted(first, one.token())).toBe(true)
  expect(await isAccepted(second, one.token())).toBe(false)
  await one.signOut()
  expect(one.state()).toBeNull()
  expect(await two.refresh()).toMatchObject({ kind: 'token' })
  expect((await account(second.streamUrl, { folder })).state()?.user).toBe('bob')
})

test('a keychain that asks the user for a password does not hold the sign-in up for ever', async () => {
  const { streamUrl } = await backend(await authorizationServer())
  const folder = dataFolder()
  const asked: string[] = []
  const asking = openSecrets(folder, {
    ...keychain,
    encrypt: (text) => {
      asked.push(text)
      return new Promise(() => {})
    },
  })
  const clock = manualClock()
  const tested = await account(streamUrl, { folder, secrets: asking, clock })
  const signingIn = tested.signInFully()
  await waitFor('the tokens to be saved', () => asked.some((text) => text.includes('accessToken')))
  expect(tested.state()).toBeNull()
  clock.pass(10_000)
  await signingIn
  expect(tested.state()?.user).toBe('alice')
})
