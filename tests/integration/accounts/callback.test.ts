import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createBrowser, signInWith } from '../../support/authorization-server/browser.ts'
import { manualClock } from '../../unit/feed/manual-clock.ts'
import { account, authorizationServer, backend } from './account-fixture.ts'

/** A sign-in that waits for the browser, and the address to which that has to bring the answer. */
async function waiting(options: Parameters<typeof authorizationServer>[0] = {}) {
  const server = await authorizationServer(options)
  const clock = manualClock()
  const tested = await account((await backend(server)).streamUrl, { clock })
  tested.begin(null)
  const page = await tested.page()
  const redirect = page.searchParams.get('redirect_uri') ?? ''
  const state = page.searchParams.get('state') ?? ''
  const bring = (parameters: Readonly<Record<string, string>>) =>
    fetch(`${redirect}?${new URLSearchParams(parameters)}`)
  return { server, clock, tested, page, redirect, state, bring }
}

describe('an answer', () => {
  test.each([
    ['of another sign-in', { code: 'abc', state: 'another' }],
    ['without a state', { code: 'abc' }],
    ['with an error of somebody else', { error: 'access_denied', state: 'x' }],
    ['without anything', {}],
  ])('%s is refused, and the sign-in goes on', async (_, parameters) => {
    const { tested, page, bring } = await waiting()
    const response = await bring(parameters)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('Tidings isn’t waiting for this answer')
    expect(tested.signIn()).toEqual({ kind: 'in-browser' })
    await signInWith(createBrowser(), page)
    await tested.reaches('none')
    expect(tested.state()?.user).toBe('alice')
  })

  test.each([
    ['names another issuer', { iss: 'https://evil.example' }],
    ['names no issuer, though it always does', {}],
  ])('that %s is not used', async (_, parameters) => {
    const { server, tested, state, bring } = await waiting()
    const response = await bring({ code: 'stolen', state, ...parameters })
    expect(response.status).toBe(400)
    expect(await tested.failure()).toMatch(/^What the browser brought doesn’t come from 127\.0\.0\.1:/)
    expect(server.requests.filter(({ path }) => path === '/token')).toEqual([])
  })

  test('with a code that somebody else got is refused by the authorization server', async () => {
    const { server, tested, state, bring } = await waiting()
    await bring({ code: 'stolen', state, iss: server.issuer })
    expect(await tested.failure()).toMatch(/refused the sign-in \(⁨grant request is invalid⁩\)/)
  })

  test('counts once, also while it is being checked', async () => {
    const { server, tested, page } = await waiting()
    server.hangAt('/token')
    const answers: string[] = []
    const browser = createBrowser((url) => answers.push(url.href))
    signInWith(browser, page).catch(() => {})
    await tested.reaches('finishing')
    const again = await fetch(answers.find((url) => url.includes('/callback')) ?? '')
    expect(again.status).toBe(400)
    expect(server.requests.filter(({ path }) => path === '/token')).toHaveLength(1)
  })

  test('counts once: the port is closed after it', async () => {
    const { tested, page, redirect } = await waiting()
    await signInWith(createBrowser(), page)
    await tested.reaches('none')
    await expect(fetch(redirect)).rejects.toThrow()
  })
})

describe('the port of the answer', () => {
  /** A request as Node sends it, since `fetch` lets nobody choose the host. */
  const ask = (url: string, method: string, headers: Readonly<Record<string, string>> = {}) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(url, { method, headers: { Connection: 'close', ...headers } }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode))
      })
      asked.on('error', reject)
      asked.end()
    })

  test('answers nothing else', async () => {
    const { tested, redirect, state } = await waiting()
    const { origin, host } = new URL(redirect)
    const query = `?code=abc&state=${state}`
    expect(await ask(`${origin}/`, 'GET')).toBe(404)
    expect(await ask(`${redirect}/${query}`, 'GET')).toBe(404)
    for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS']) {
      expect(await ask(redirect + query, method)).toBe(404)
    }
    for (const name of [
      'evil.example',
      `evil.example:${new URL(redirect).port}`,
      host.replace('127.0.0.1', 'localhost'),
    ]) {
      expect(await ask(redirect + query, 'GET', { Host: name })).toBe(404)
    }
    expect(tested.signIn()).toEqual({ kind: 'in-browser' })
  })

  test('is closed when the browser does not come back, which is said', async () => {
    const { tested, clock, redirect } = await waiting()
    clock.pass(10 * 60_000 - 1)
    expect(tested.signIn()).toEqual({ kind: 'in-browser' })
    clock.pass(1)
    expect(await tested.failure()).toBe('The browser did not come back within 10 minutes. Sign in again.')
    await expect(fetch(redirect)).rejects.toThrow()
  })

  test('is closed when the app quits', async () => {
    const { tested, redirect } = await waiting()
    tested.stop()
    await expect
      .poll(() =>
        fetch(redirect).then(
          () => 'open',
          () => 'closed',
        ),
      )
      .toBe('closed')
  })
})

test('a browser that keeps its page until it is closed does not hold the sign-in up', async () => {
  const server = await authorizationServer()
  const opened: URL[] = []
  const tested = await account((await backend(server)).streamUrl, {
    openBrowser: (url) => {
      opened.push(url)
      return new Promise(() => {})
    },
  })
  tested.begin(null)
  await tested.reaches('in-browser')
  await signInWith(createBrowser(), opened[0] ?? new URL('about:blank'))
  await tested.reaches('none')
  expect(tested.state()?.user).toBe('alice')
})
