import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { createAccess } from './access.ts'
import { addDashboardRoutes } from './dashboard-routes.ts'
import type { EventBus } from './event-bus.ts'
import { createEventLog } from './event-log.ts'
import type { EventStream } from './event-stream.ts'
import { addExportRoutes } from './export-routes.ts'
import { createExports } from './exports.ts'
import { addNotificationRoute } from './notification-route.ts'
import { addProblemReplies } from './problem.ts'
import { createReceiptLog, type Receipt } from './receipt-log.ts'
import { addReceiptRoute } from './receipt-route.ts'
import { addResourceMetadataRoute, resourceMetadataPath } from './resource-metadata-route.ts'
import { addStreamRoute } from './stream-route.ts'
import { createTokenCheck } from './token-check.ts'
import { simpleForm, type WireEvent } from './wire-event.ts'

export interface BackendOptions {
  /** 0 takes any free port; default 4310. */
  readonly port?: number | undefined
  /** The bearer token that every API call must show; none: everyone on this machine may call. */
  readonly token?: string | undefined
  /**
   * The address of an authorization server: users sign in there with the browser, and its access tokens (JWTs for the
   * address of the stream) are accepted, beside the one above if there is one.
   */
  readonly authorizationServer?: string | undefined
  /** Where log and exports outlive the process. None: a folder that is removed at the end. */
  readonly dataDir?: string | undefined
  /** `simple` behaves like the simplest backends: messages only, no ids, no replay, no heartbeat. */
  readonly dialect?: 'full' | 'simple' | undefined
  /** Default 15,000 (simple: 0, which is never). */
  readonly heartbeatMs?: number | undefined
  /** Default 3,000. */
  readonly retryMs?: number | undefined
  /** How long a client may read nothing while something waits for it; default 30,000. */
  readonly stallMs?: number | undefined
  /** Offers checks of the server a test event. Default: no. */
  readonly offersTestEvent?: boolean | undefined
  /** Names this address for receipts in its greeting; its own is `receiptsAddress`. Default: none. */
  readonly receiptsAddress?: string | undefined
  /** How many events can be replayed; default 10,000. */
  readonly logLimit?: number | undefined
  /** The pace of exports that ask for none; default 25,000. */
  readonly rowsPerSecond?: number | undefined
  /** How long the file of an export exists; default 7 days. */
  readonly exportLifeMs?: number | undefined
  /** Where clients reach this server when a proxy stands before it, without a slash at the end. */
  readonly publicUrl?: string | undefined
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined
  /** Called with failures that no client can fix; default: standard error. */
  readonly onProblem?: ((error: unknown) => void) | undefined
}

export interface Backend {
  /** `http://127.0.0.1:<port>`: the dashboard is at `/`, the API below `/api`. */
  readonly url: string
  readonly port: number
  readonly streamUrl: string
  /** How many streams are open. */
  clients(): number
  /** What the open streams occupy: all 0 once every client has left. */
  held(): { readonly streams: number; readonly listeners: number }
  /**
   * Sends an event to all clients, or to those of one user only, and stores it for those that connect later.
   */
  publish(event: WireEvent, user?: string): Promise<void>
  /** The receipts that have come of one user, or by a token that is the same for everyone. */
  receipts(user?: string): readonly Receipt[]
  /** The statuses of all requests with receipts, in order. */
  receiptAnswers(): readonly number[]
  /** Answers receipts with this status from now on; null: takes them. */
  answerReceipts(status: number | null): void
  /** Writes exactly these characters to the open streams; they are not stored. */
  publishRaw(text: string): void
  /** Cuts the connections of all open streams, as a failing network would. */
  dropClients(): void
  /** Ends the open streams, the exports and the server. */
  stop(): Promise<void>
}

const host = '127.0.0.1'
const streamPath = '/api/notifications'

/** @throws Error in words for the user when the port or the data folder can't be used */
export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const { dialect = 'full', now = Date.now, onProblem = (error) => console.error(error) } = options
  const dataDir = openDataDir(options.dataDir)
  const log = createEventLog({
    limit: options.logLimit ?? 10_000,
    path: options.dataDir === undefined ? undefined : join(dataDir, 'events.jsonl'),
    now,
  })
  const bus = dialect === 'simple' ? simplified(log) : log
  const streams = new Set<EventStream>()
  const receipts = createReceiptLog(bus)
  const receiptAnswers: number[] = []
  let faultyStatus: number | null = null
  let port = options.port ?? 4310
  const url = () => `http://${host}:${port}`
  const publicUrl = () => options.publicUrl ?? url()
  const streamUrl = () => `${publicUrl()}${streamPath}`
  const { authorizationServer } = options
  const access = createAccess(
    options.token,
    authorizationServer === undefined
      ? undefined
      : {
          checkToken: createTokenCheck({ issuer: authorizationServer, audience: streamUrl, now }),
          resourceMetadata: () => `${publicUrl()}${resourceMetadataPath(streamPath)}`,
        },
    options.publicUrl,
  )
  const lifeMs = options.exportLifeMs ?? 7 * 24 * 3_600_000
  const exports = await createExports({ bus, dataDir, publicUrl, lifeMs, now, onProblem })

  const app = Fastify({
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // Bodies are checked as they are: nothing is converted, no unknown field silently dropped.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  })
  app.removeContentTypeParser('text/plain')
  addProblemReplies(app, onProblem)
  app.addHook('onRequest', access.checkHost)
  addDashboardRoutes(app, access.sessionCookie)
  if (authorizationServer !== undefined) {
    addResourceMetadataRoute(app, { path: streamPath, resource: streamUrl, authorizationServer })
  }
  app.register(
    async (api) => {
      api.addHook('onRequest', access.checkCaller)
      addStreamRoute(api, {
        bus,
        streams,
        dialect,
        heartbeatMs: options.heartbeatMs ?? (dialect === 'simple' ? 0 : 15_000),
        retryMs: options.retryMs ?? 3_000,
        stallMs: options.stallMs ?? 30_000,
        offersTestEvent: options.offersTestEvent ?? false,
        receiptsAddress: dialect === 'simple' ? undefined : options.receiptsAddress,
        ...{ callerOf: access.callerOf, now },
      })
      addNotificationRoute(api, bus, now)
      addReceiptRoute(api, {
        ...{ receipts, callerOf: access.callerOf },
        faultyStatus: () => faultyStatus,
        onAnswer: (status) => receiptAnswers.push(status),
      })
      addExportRoutes(api, { exports, publicUrl, rowsPerSecond: options.rowsPerSecond ?? 25_000, now })
    },
    { prefix: '/api' },
  )
  // Before the server waits for its connections to end: a stream never ends by itself.
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.end()
    await exports.stop()
  })
  app.addHook('onClose', async () => {
    log.close()
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
  })

  try {
    const address = new URL(await app.listen({ host, port }))
    port = Number(address.port || 80)
  } catch (error) {
    await app.close()
    throw new Error(listenWords(error, port), { cause: error })
  }

  return {
    url: url(),
    port,
    streamUrl: `${url()}${streamPath}`,
    clients: () => streams.size,
    held: () => ({ streams: streams.size, listeners: log.listeners() }),
    publish: (event, user) => bus.publish(event, user),
    receipts: (user) => receipts.of(user ?? null),
    receiptAnswers: () => [...receiptAnswers],
    answerReceipts: (status) => {
      faultyStatus = status
    },
    publishRaw(text) {
      for (const stream of streams) void stream.send(text)
    },
    dropClients() {
      for (const stream of streams) stream.drop()
    },
    stop: () => app.close(),
  }
}

/** A bus on which every event takes its simplest form, if it has one. */
function simplified(bus: EventBus): EventBus {
  return {
    ...bus,
    async publish(event, user) {
      const simple = simpleForm(event)
      if (simple !== undefined) await bus.publish(simple, user)
    },
  }
}

function openDataDir(path: string | undefined): string {
  if (path === undefined) return mkdtempSync(join(tmpdir(), 'acme-orders-'))
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return path
  } catch (error) {
    throw new Error(`The data folder ${path} can't be written to. Choose another one.`, { cause: error })
  }
}

function listenWords(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Stop the program that has it, or choose another port.`
  if (code === 'EACCES') return `Port ${port} is not allowed for ordinary users. Choose one above 1023.`
  return `The server can't listen on ${host}:${port} (${String(code ?? error)}).`
}
