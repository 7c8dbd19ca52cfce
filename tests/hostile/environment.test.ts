import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { join } from 'node:path'
import { expect, type TestFixtures, test } from '../e2e/fixtures.ts'
import { agreeToConnect } from '../e2e/native-dialog.ts'
import { makePrivateAuthority } from '../support/certificates.ts'
import { freePort } from '../support/free-port.ts'
import { packApp } from '../support/packed-app.ts'
import { openCli, spawnTidings, type TidingsPlace } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'

const otherProgram = '#!/bin/sh\n# The editor that Tidings was started from.\n'

/** The app as packages hold it, in a new profile, with these settings and variables. */
function packedPlace(
  { place }: TestFixtures,
  env: Readonly<Record<string, string>> = {},
  updatesUrl?: string,
): TidingsPlace & { readonly folder: string; readonly resources: string } {
  const folder = join(place.userDataDir, '..', 'packed')
  const { executable, resources } = packApp(place.executable, folder, updatesUrl)
  return { ...place, executable, env: { ...place.env, ...env }, isPacked: true, folder, resources }
}

function writeSettings({ userDataDir }: TidingsPlace, settings: object): void {
  mkdirSync(userDataDir, { recursive: true })
  writeFileSync(join(userDataDir, 'settings.json'), JSON.stringify({ version: 1, ...settings }))
}

/** A server of updates that remembers what it was asked for. */
async function recordUpdateRequests() {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}/`, requests, stop: () => server.close() }
}

/** A server that wants a token, and remembers which it got. */
async function recordTokens() {
  const tokens: string[] = []
  const server = createServer((request, response) => {
    tokens.push(request.headers.authorization ?? 'none')
    response.writeHead(401).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/sse`, tokens, stop: () => server.close() }
}

const logOf = ({ userDataDir }: TidingsPlace) => {
  const file = join(userDataDir, 'logs/tidings.log')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

test('started from another AppImage, the app neither updates that file nor starts it at login', async ({
  fixtures,
}) => {
  const updates = await recordUpdateRequests()
  const backend = await fixtures.startBackend()
  const other = join(fixtures.place.userDataDir, '..', 'Editor.AppImage')
  writeFileSync(other, otherProgram, { mode: 0o755 })
  const inherited = { APPIMAGE: other, APPDIR: '/tmp/.mount_Editor', TIDINGS_UPDATES_AFTER: '0' }
  const place = packedPlace(fixtures, inherited, updates.url)
  const autostart = join(fixtures.desktop.env.XDG_CONFIG_HOME ?? '', 'autostart/tidings.desktop')
  mkdirSync(join(autostart, '..'), { recursive: true })
  writeFileSync(autostart, `[Desktop Entry]\nType=Application\nName=Tidings\nExec="${other}" --hidden\n`)
  writeSettings(place, { startAtLogin: true, updates: true })

  const tidings = await fixtures.launchWith(place, '--hidden', '--server', backend.streamUrl)
  await waitFor('the start', () => backend.clients() === 1)
  await waitFor('the decision on updates', () => logOf(place).includes('Updates: '))
  expect(logOf(place)).toContain('Updates: this installation does not update itself')
  expect(readFileSync(autostart, 'utf8')).toContain(`Exec="${place.executable}" `)
  await tidings.quit()
  expect(readFileSync(other, 'utf8')).toBe(otherProgram)
  expect(updates.requests).toEqual([])
  updates.stop()
})

test('an AppImage is its own when its program lies in the folder that it is mounted on', async ({
  fixtures,
}) => {
  const updates = await recordUpdateRequests()
  const own = join(fixtures.place.userDataDir, '..', 'Tidings.AppImage')
  writeFileSync(own, 'old')
  const variables = { APPIMAGE: own, TIDINGS_UPDATES_AFTER: '0' }
  const { folder, ...packed } = packedPlace(fixtures, variables, updates.url)
  const place = { ...packed, env: { ...packed.env, APPDIR: folder } }
  writeSettings(place, { updates: true })

  await fixtures.launchWith(place, '--hidden')
  await waitFor('the check for updates', () => updates.requests.length > 0)
  updates.stop()
})

test('variables of npm and of other programs lead to no other binary of the database', async ({
  fixtures,
}) => {
  const { place, cli } = fixtures
  const variables = {
    npm_config_arch: 's390x',
    npm_config_platform: 'aix',
    LIBC: 'musl',
    PREBUILDS_ONLY: '1',
    '@PHOTOSTRUCTURE/SQLITE_PREBUILD': join(place.userDataDir, '../elsewhere'),
  }
  const backend = await fixtures.startBackend()
  await fixtures.launchWith({ ...place, env: { ...place.env, ...variables } }, '--server', backend.streamUrl)
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Stored' })
  await waitFor('the row', async () => (await cli.history()).length === 1)
})

test.describe('the access token of the environment', () => {
  test('is not inherited by the browser that the app opens', async ({ fixtures }) => {
    const programs = join(fixtures.place.userDataDir, '..', 'programs')
    const seen = join(programs, 'seen')
    mkdirSync(programs)
    writeFileSync(
      join(programs, 'xdg-open'),
      `#!/bin/sh\n{ umask; env; } > '${seen}.new'\nmv '${seen}.new' '${seen}'\n`,
      {
        mode: 0o755,
      },
    )
    const backend = await fixtures.startBackend()
    const env = {
      ...fixtures.place.env,
      PATH: `${programs}:${fixtures.place.env.PATH ?? ''}`,
      TIDINGS_SERVER: `${backend.streamUrl}?topic=1`,
    }
    const tidings = await fixtures.launchWith({ ...fixtures.place, env })
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Open me', url: `${backend.url}/page` })
    const page = await tidings.page()
    await page.getByRole('row', { name: 'Open me' }).click()
    await waitFor('the browser', () => existsSync(seen))
    const variables = readFileSync(seen, 'utf8')
    expect(variables).toContain('DISPLAY=')
    expect(variables).not.toContain(fixtures.token)
    expect(variables).not.toContain('TIDINGS_')
    // What the browser writes is its own affair.
    expect(variables.split('\n')[0]).toBe(execFileSync('sh', ['-c', 'umask'], { encoding: 'utf8' }).trim())
  })
})

test.describe('the access token of the start goes to one server', () => {
  test('and not to another that is remembered later, across restarts, and the app says why', async ({
    fixtures,
  }) => {
    const { place, cli } = fixtures
    const backend = await fixtures.startBackend()
    const other = await recordTokens()
    const first = await fixtures.launch('--server', backend.streamUrl)
    await cli.waitForConnection('open')
    await cli.run(`tidings://connect?server=${encodeURIComponent(other.url)}`)
    await agreeToConnect(fixtures.desktop)
    await cli.waitForConnection('signed-out')
    await first.quit()

    const child = spawnTidings(place, [])
    let printed = ''
    child.stderr.on('data', (text) => {
      printed += text
    })
    await waitFor('the other server', () => other.tokens.length === 2)
    const { lastError } = await cli.waitForConnection('signed-out')
    expect(other.tokens).toEqual(['none', 'none'])
    expect(lastError).toContain(`is for ${new URL(backend.url).origin} only`)
    expect(printed).toContain(
      `is for ${new URL(backend.url).origin}, so ${new URL(other.url).origin} does not get it`,
    )
    child.kill('SIGKILL')

    // To the server that is named now it goes.
    const named = await fixtures.launch('--server', other.url, '--hidden')
    await waitFor('the token', () => other.tokens.includes(`Bearer ${fixtures.token}`))
    await named.kill()
    other.stop()
  })

  test('nor does the one in a file', async ({ fixtures }) => {
    const { cli } = fixtures
    const { TIDINGS_TOKEN: _, ...env } = fixtures.place.env
    const place = { ...fixtures.place, env }
    const backend = await fixtures.startBackend()
    const other = await recordTokens()
    const file = join(fixtures.place.userDataDir, '..', 'token.txt')
    writeFileSync(file, fixtures.token)
    const first = await fixtures.launchWith(
      place,
      '--hidden',
      '--server',
      backend.streamUrl,
      '--token-file',
      file,
    )
    await cli.waitForConnection('open')
    await first.quit()
    writeSettings(place, { server: other.url })
    await fixtures.launchWith(place, '--hidden', '--token-file', file)
    await cli.waitForConnection('signed-out')
    expect(other.tokens).toEqual(['none'])
    other.stop()
  })
})

test.describe('a packed app refuses what opens it to other programs', () => {
  test('no port for a debugger is opened', async ({ fixtures }) => {
    const port = await freePort()
    const place = packedPlace(fixtures)
    for (const argument of [`--remote-debugging-port=${port}`, `--inspect-publish-uid=http`]) {
      const { exitCode, error } = await openCli(place).run('--hidden', argument)
      expect(error.trim().split('\n')).toEqual([
        expect.stringMatching(/^tidings: --[a-z-]+ is for developers: .+ See --help\.$/),
      ])
      expect(exitCode).toBe(2)
    }
    expect(existsSync(join(place.userDataDir, 'DevToolsActivePort'))).toBe(false)
  })

  test('no log of the network traffic is written, and no other server stands in', async ({ fixtures }) => {
    const place = packedPlace(fixtures)
    const file = join(place.folder, 'net-log.json')
    for (const argument of [`--log-net-log=${file}`, '--host-resolver-rules=MAP * 127.0.0.1']) {
      const { exitCode } = await openCli(place).run('--hidden', argument)
      expect(exitCode).toBe(2)
    }
    expect(existsSync(file)).toBe(false)
  })

  test('keys of encrypted connections are written nowhere', async ({ fixtures }) => {
    const keys = join(fixtures.place.userDataDir, '..', 'keys.txt')
    const authority = makePrivateAuthority()
    const key = readFileSync(authority.server.key)
    const cert = readFileSync(authority.server.certificate)
    const server = createSecureServer({ key, cert }, (_, response) => response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const place = packedPlace(fixtures, { SSLKEYLOGFILE: keys })
    await fixtures.launchWith(place, '--hidden', '--server', `https://127.0.0.1:${port}/`)
    // The certificate is not trusted, but the keys have been agreed on.
    await openCli(place).waitForConnection('waiting')
    expect(existsSync(keys)).toBe(false)
    server.close()
    authority.remove()
  })
})
