import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from './token-check.ts'

type Check = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>

/** Hooks that answer themselves when a request may not pass. */
export interface Access {
  /**
   * For every route: 403 when the server is called by a name that is not its own. A hostile page could have
   * given its own name this machine's address (DNS rebinding).
   */
  readonly checkHost: Check
  /** For the API: 401 without token or session, 403 for changes that another site asks for. */
  readonly checkCaller: Check
  /** Who makes this request, once it has passed `checkCaller`. */
  readonly callerOf: (request: FastifyRequest) => Caller
  /** The Set-Cookie that lets the dashboard's page in; undefined when no token is needed. */
  readonly sessionCookie: string | undefined
}

const cookieName = 'acme_session'

/** How users sign in with the browser (OAuth 2.0). */
export interface SignInAccess {
  /** Null: the token is not acceptable. */
  readonly checkToken: (token: string) => Promise<Caller | null>
  /** Where it is written how one signs in (RFC 9728). */
  readonly resourceMetadata: () => string
}

const everyone: Caller = { user: null, expiresAt: null }

/**
 * Programs show the bearer token. The dashboard's page never gets to see it: it has a cookie derived from it,
 * which scripts can't read and other sites can't use. (A real server would ask for a sign-in before.)
 */
export function createAccess(
  token: string | undefined,
  signIn: SignInAccess | undefined,
  publicUrl: string | undefined,
): Access {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]'])
  if (publicUrl !== undefined) names.add(new URL(publicUrl).hostname)
  const secret = token ?? (signIn === undefined ? undefined : randomBytes(32).toString('hex'))
  const session = secret && createHmac('sha256', secret).update('dashboard session').digest('base64url')
  const callers = new WeakMap<FastifyRequest, Caller>()

  const findCaller = async ({ headers }: FastifyRequest): Promise<Caller | null> => {
    if (secret === undefined || isSame(cookieOf(headers.cookie), session)) return everyone
    const bearer = bearerOf(headers.authorization)
    if (isSame(bearer, token)) return everyone
    return bearer === undefined || signIn === undefined ? null : signIn.checkToken(bearer)
  }

  const challenge = ({ headers }: FastifyRequest): string => {
    if (signIn === undefined) return 'Bearer'
    const error = headers.authorization ? 'error="invalid_token", ' : ''
    return `Bearer ${error}resource_metadata="${signIn.resourceMetadata()}"`
  }

  return {
    async checkHost(request, reply) {
      if (names.has(request.hostname)) return undefined
      return reply.code(403).send({ error: `This server is not called ${request.hostname}.` })
    },
    async checkCaller(request, reply) {
      const caller = await findCaller(request).catch(() => 'unknown' as const)
      if (caller === 'unknown') {
        const error = 'The authorization server can’t be asked for its keys at the moment.'
        return reply.code(503).header('Retry-After', '5').send({ error })
      }
      if (caller === null) {
        const error = request.headers.authorization
          ? 'This access token is not valid here. Copy it again from where you got it.'
          : "An access token is needed. Send it as the header 'Authorization: Bearer <token>'."
        return reply.code(401).header('WWW-Authenticate', challenge(request)).send({ error })
      }
      callers.set(request, caller)
      if (!isRead(request.method) && isCrossSite(request)) {
        return reply.code(403).send({ error: 'Pages of other sites may not change anything here.' })
      }
      return undefined
    },
    callerOf: (request) => callers.get(request) ?? everyone,
    sessionCookie: session && `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** Hashed first: equal lengths are what timingSafeEqual needs, and the token's length stays unknown. */
function isSame(given: string | undefined, expected: string | undefined): boolean {
  if (given === undefined || expected === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function bearerOf(header: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(header ?? '')?.[1]
}

function cookieOf(header: string | undefined): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1)
}

function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Browsers send where a request comes from, and pages can't forge it; other programs send nothing. */
function isCrossSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return headers.origin !== undefined && !/^https?:$/.test(headers.origin.replace(`//${headers.host}`, ''))
}
