import { createServer, type Server } from 'node:http'
import type Provider from 'oidc-provider'
import { interact } from './authorization-server/interaction.ts'
import { createProvider, type ProviderOptions } from './authorization-server/provider.ts'
import { createStorage } from './authorization-server/storage.ts'

export interface AuthorizationServerOptions extends ProviderOptions {
  /** Default: a free one. */
  readonly port?: number | undefined
  /** Changes the body of an answer, to make a broken server of this one. @param path without the query */
  readonly alter?: ((path: string, body: unknown) => unknown) | undefined
  /** Answers a request itself; null: the authorization server answers. @param path without the query */
  readonly answer?: ((path: string) => OwnAnswer | null) | undefined
}

export interface OwnAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface AuthorizationServer {
  /** Its address, `http://127.0.0.1:<port>`. */
  readonly issuer: string
  /** What it was asked for, and how it answered; the parameters are those of the request's query and body. */
  readonly requests: readonly SeenRequest[]
  /** From now on requests whose path begins like this get no answer; null: all are answered. */
  readonly hangAt: (path: string | null) => void
  /** An outage: the port is closed and all connections are cut. Nothing is forgotten. */
  readonly stop: () => Promise<void>
  /** Ends the outage, at the same port. */
  readonly start: () => Promise<void>
  /** Takes back what every user has agreed to, as an administrator does who blocks an account. */
  readonly revokeAll: () => void
  /** Forgets the apps that have registered themselves. */
  readonly forgetClients: () => void
}

export interface SeenRequest {
  readonly method: string
  readonly path: string
  /** 0: it was not answered. */
  readonly status: number
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A real authorization server (oidc-provider), whose pages a browser or a plain HTTP client can go through. */
export async function startAuthorizationServer(
  options: AuthorizationServerOptions = {},
): Promise<AuthorizationServer> {
  const storage = createStorage()
  const requests: SeenRequest[] = []
  let server = await listen(options.port ?? 0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  const provider = await createProvider(issuer, storage, options)
  let hanging: string | null = null

  provider.use(async (context, next) => {
    const { method, path } = context
    if (hanging !== null && path.startsWith(hanging)) {
      requests.push({ method, path, status: 0, parameters: {} })
      await new Promise(() => {})
    }
    const own = options.answer?.(path) ?? null
    if (own === null) await next()
    else {
      context.status = own.status
      context.set({ ...own.headers })
      context.body = own.body ?? ''
    }
    const parameters = { ...context.oidc?.params, ...context.oidc?.body }
    requests.push({ method, path, status: context.status, parameters })
    if (options.alter !== undefined) context.body = options.alter(path, context.body)
  })
  const serve = (to: Server) => answerWith(to, provider)
  serve(server)

  return {
    issuer,
    requests,
    hangAt: (path) => {
      hanging = path
    },
    stop: () => close(server),
    start: async () => {
      server = await listen(port)
      serve(server)
    },
    revokeAll: () => {
      for (const model of ['Grant', 'RefreshToken', 'AccessToken']) storage.clear(model)
    },
    forgetClients: () => storage.clear('Client'),
  }
}

function answerWith(server: Server, provider: Provider): void {
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    interact(provider, request, response).catch((error: unknown) => {
      response.statusCode = 400
      response.end(error instanceof Error ? error.message : 'failed')
    })
  })
}

function listen(port: number): Promise<Server> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
