import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { receiptsAddress } from './receipt-route.ts'
import { startBackend } from './server.ts'

const usage = `Acme Orders: a stand-in SaaS backend with one stream of server-sent events

  --port <number>        default 4310; 0 takes a free one
  --token-file <path>    ask API callers for the access token in this file
  --sign-in              let users sign in with the browser, at an authorization server at the next port
  --token-life <seconds> how long its access tokens are valid; default 300
  --data-dir <path>      keep log and exports here; default: a folder that is removed at the end
  --simple               behave like the simplest backends: messages only, no ids, no replay
  --help`

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly reason: string }
  | {
      readonly kind: 'start'
      readonly options: NonNullable<Parameters<typeof startBackend>[0]>
      /** Null: there is no authorization server. */
      readonly signIn: { readonly port: number; readonly accessTokenSeconds: number } | null
    }

function commandOf(args: readonly string[]): Command {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean', default: false } as const
    const { values } = parseArgs({
      args: [...args],
      options: {
        ...{ port: text, 'token-file': text, 'data-dir': text, simple: flag, help: flag },
        ...{ 'sign-in': flag, 'token-life': text },
      },
    })
    if (values.help) return { kind: 'help' }
    const port = Number(values.port ?? 4310)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      return { kind: 'wrong', reason: '--port must be a number from 0 to 65535' }
    }
    const tokenFile = values['token-file']
    const token = tokenFile === undefined ? undefined : readFileSync(tokenFile, 'utf8').trim()
    if (token === '') return { kind: 'wrong', reason: `${tokenFile} is empty; put the token into it` }
    const accessTokenSeconds = Number(values['token-life'] ?? 300)
    if (!Number.isInteger(accessTokenSeconds) || accessTokenSeconds < 1) {
      return { kind: 'wrong', reason: '--token-life must be a number of seconds' }
    }
    const dialect = values.simple ? 'simple' : 'full'
    return {
      kind: 'start',
      options: { port, token, dataDir: values['data-dir'], dialect, offersTestEvent: true, receiptsAddress },
      // Always the same one: an app that has signed in finds it again.
      signIn: values['sign-in'] ? { port: port === 0 ? 0 : port + 1, accessTokenSeconds } : null,
    }
  } catch (error) {
    return { kind: 'wrong', reason: error instanceof Error ? error.message : String(error) }
  }
}

/** Loaded only where it is used: it is larger than all the rest. */
async function startSignIn(options: { readonly port: number; readonly accessTokenSeconds: number }) {
  const { startAuthorizationServer } = await import('../support/authorization-server.ts')
  return startAuthorizationServer(options)
}

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      console.log(usage)
      return
    case 'wrong':
      console.error(`${command.reason} (--help lists the options)`)
      process.exitCode = 2
      return
    case 'start': {
      const { options, signIn } = command
      const signInServer = signIn === null ? null : await startSignIn(signIn)
      const backend = await startBackend({ ...options, authorizationServer: signInServer?.issuer })
      console.log(`Dashboard  ${backend.url}/\nStream     ${backend.streamUrl}`)
      if (signInServer !== null) console.log(`Sign-in    ${signInServer.issuer}`)
      const stop = () => Promise.all([backend.stop(), signInServer?.stop()])
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
      return
    }
  }
}

try {
  await run(commandOf(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
