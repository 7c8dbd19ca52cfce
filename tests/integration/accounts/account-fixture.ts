import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import type { AccountOptions } from '../../../electron/accounts/account-options.ts'
import { createAccount } from '../../../electron/accounts/accounts.ts'
import { english } from '../../../electron/i18n/english.ts'
import type { SignIn } from '../../../electron/model/server.ts'
import { parseSource } from '../../../electron/model/source.ts'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { openLoopback } from '../../../electron/platform/network/loopback-listener.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { createSecrets, type Keychain, secretsFileSchema } from '../../../electron/servers/secrets.ts'
import { type Backend, type BackendOptions, startBackend } from '../../backend/server.ts'
import { createBrowser, signInWith } from '../../support/authorization-server/browser.ts'
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  startAuthorizationServer,
} from '../../support/authorization-server.ts'
import { waitFor } from '../../support/wait-for.ts'

const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

export function afterTest(cleanUp: () => unknown): void {
  cleanUps.push(cleanUp)
}

export async function authorizationServer(
  options: AuthorizationServerOptions = {},
): Promise<AuthorizationServer> {
  const server = await startAuthorizationServer(options)
  afterTest(server.stop)
  return server
}

/** A server of notifications, whose users sign in at this authorization server. */
export async function backend(
  { issuer }: Pick<AuthorizationServer, 'issuer'>,
  options: BackendOptions = {},
): Promise<Backend> {
  const started = await startBackend({ port: 0, heartbeatMs: 0, authorizationServer: issuer, ...options })
  afterTest(started.stop)
  return started
}

/** No real cipher, but the clear text can't be found in it. */
export const keychain: Keychain = {
  isAvailable: async () => true,
  encrypt: async (text) => Buffer.from(`locked:${[...text].reverse().join('')}`),
  decrypt: async (bytes) => ({
    text: [...bytes.toString().slice('locked:'.length)].reverse().join(''),
    isOutdated: false,
  }),
}

/** Where an app keeps its secrets; it outlives the account. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-account-'))
  afterTest(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Whether the server opens its stream for this token. */
export async function isAccepted({ streamUrl }: Pick<Backend, 'streamUrl'>, token: string | null) {
  const controller = new AbortController()
  const headers = token === null ? {} : { Authorization: `Bearer ${token}` }
  const { status } = await fetch(streamUrl, { headers, signal: controller.signal })
  controller.abort()
  return status === 200
}

export function openSecrets(folder: string, used: Keychain = keychain) {
  return createSecrets({
    file: createJsonFile(join(folder, 'secrets.json'), secretsFileSchema, Date.now),
    keychain: used,
    memory: new Map(),
    log: { warn: () => {}, error: () => {} },
    onNotSaved: () => {},
    onChange: () => {},
  })
}

/** An account as the app has it, over real HTTP. It is stopped after the test. */
export async function account(
  streamUrl: string,
  { folder = dataFolder(), ...options }: Partial<AccountOptions> & { readonly folder?: string } = {},
) {
  const source = parseSource(streamUrl)
  if (source.kind === 'invalid') throw new Error(`${streamUrl} is no address`)
  const opened: URL[] = []
  const signIns: SignIn[] = []
  const logged: string[] = []
  const tokens: (string | null)[] = []
  const log = (text: string) => logged.push(text)
  const created = createAccount({
    source,
    clientId: () => null,
    secrets: openSecrets(folder),
    fetch,
    loopback: openLoopback,
    openBrowser: async (url) => {
      opened.push(url)
      return true
    },
    clock: systemClock,
    random: () => 0,
    i18n: () => english,
    log: { info: log, warn: log },
    onChange: () => signIns.push(created.signIn()),
    onToken: () => tokens.push(created.token()),
    ...options,
  })
  afterTest(created.stop)
  await created.load()

  const reaches = (kind: SignIn['kind']) =>
    waitFor(`the sign-in to be ${kind}`, () => created.signIn().kind === kind)
  /** The page that the app has opened last. */
  const page = () => waitFor('a page in the browser', () => opened.at(-1))
  return {
    ...created,
    ...{ streamUrl, folder, opened, signIns, logged, tokens, reaches, page },
    /** Signs in from the button to the end; returns the page that the browser shows. */
    signInFully: async (
      resourceMetadata: string | null = null,
      user: Parameters<typeof signInWith>[2] = {},
    ) => {
      const before = opened.length
      created.begin(resourceMetadata)
      await waitFor('a page in the browser', () => opened.length > before)
      const shown = await signInWith(createBrowser(), await page(), user)
      await waitFor(
        'the sign-in to end',
        () => created.signIn().kind === 'none' || created.signIn().kind === 'failed',
      )
      return shown
    },
    /** Why the sign-in failed, in words. */
    failure: () =>
      waitFor('the sign-in to fail', () => {
        const signIn = created.signIn()
        return signIn.kind === 'failed' ? signIn.reason : null
      }),
  }
}
