import { isSecure } from '../model/safe-url.ts'
import type { SignIn } from '../model/server.ts'
import type { AccountContext } from './account-context.ts'
import { type AccountError, done, failed, type Outcome, withoutMessage } from './account-error.ts'
import {
  type AuthorizationServer,
  browserFlowError,
  discover,
  supportsDeviceFlow,
} from './authorization-server.ts'
import { browserFlow } from './browser-flow.ts'
import { chooseClient } from './choose-client.ts'
import { deviceFlow } from './device-flow.ts'
import { explainAccountError } from './explain-account-error.ts'
import { findResource } from './find-resource.ts'
import type { Grant } from './grant.ts'
import { createOAuthClient } from './oauth-client.ts'
import { isTokenFor, type Resource, scopesFor } from './resource.ts'
import type { Progress, SignInContext } from './sign-in-context.ts'
import type { Session } from './stored-account.ts'

export interface SignInOptions extends AccountContext {
  /** The tokens are stored and can be used. */
  readonly onSignedIn: () => void
}

type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly controller: AbortController; readonly progress: Progress }
  | { readonly kind: 'failed'; readonly error: AccountError }

/** Signs the user in, one attempt at a time. */
export function createSignIn(options: SignInOptions) {
  const { stream, store, send, clock, log } = options
  let state: State = { kind: 'none' }

  const change = (next: State) => {
    state = next
    options.onChange()
  }
  const isRunning = (controller: AbortController) =>
    state.kind === 'running' && state.controller === controller

  async function run(controller: AbortController, resourceMetadata: string | null): Promise<Outcome<void>> {
    const { signal } = controller
    if (!isSecure(stream)) return failed({ kind: 'not-secure' })
    const resource = await findResource({ ...options, signal }, resourceMetadata)
    if (resource.kind === 'failed') return resource
    const server = await firstUsable(resource.value, signal)
    if (server.kind === 'failed') return server
    for (let isFirst = true; ; isFirst = false) {
      const identifier = resource.value.identifier
      const chosen = await chooseClient({ ...options, server: server.value, resource: identifier, signal })
      if (chosen.kind === 'failed') return chosen
      const outcome = await signInAs(chosen.value.id, resource.value, server.value, controller)
      const isForgotten = outcome.kind === 'failed' && outcome.error.kind === 'client-unknown'
      if (isForgotten && chosen.value.from !== 'policy') await store.change({ client: null })
      if (!isForgotten || !isFirst || chosen.value.from !== 'remembered') return outcome
    }
  }

  async function firstUsable(
    { issuers }: Resource,
    signal: AbortSignal,
  ): Promise<Outcome<AuthorizationServer>> {
    let first: Outcome<never> | null = null
    for (const issuer of issuers) {
      const server = await discover(issuer, send, signal)
      if (server.kind === 'done') return server
      first ??= server
    }
    return first ?? failed({ kind: 'not-offered' })
  }

  async function signInAs(
    clientId: string,
    { identifier: resource, scopes }: Resource,
    server: AuthorizationServer,
    controller: AbortController,
  ): Promise<Outcome<void>> {
    const { signal } = controller
    const { issuer } = server
    const { host } = new URL(issuer)
    const accept = async (grant: Grant): Promise<Outcome<void>> => {
      if (!isTokenFor(grant.accessToken, stream)) return failed({ kind: 'wrong-audience', host })
      const session: Session = { issuer, clientId, resource, ...grant, receivedAt: clock.now() }
      if (signal.aborted || !(await store.change({ session }))) return failed({ kind: 'unexpected' })
      options.onSignedIn()
      return done(undefined)
    }
    const context: SignInContext = {
      ...{ ...options, server, signal, accept },
      client: createOAuthClient({ server, clientId, resource, send, signal }),
      scopes: scopesFor(scopes, server.scopes_supported ?? []),
      onProgress: (progress) => {
        if (isRunning(controller)) change({ kind: 'running', controller, progress })
      },
    }
    let error = browserFlowError(server)
    if (error === null) {
      const result = await browserFlow(context)
      if (result.kind !== 'unavailable') return result
      error = { kind: result.why, host }
    }
    return supportsDeviceFlow(server) ? deviceFlow(context) : failed(error)
  }

  const end = (controller: AbortController, outcome: Outcome<void>) => {
    if (!isRunning(controller)) return
    if (outcome.kind === 'done') return change({ kind: 'none' })
    const { error } = outcome
    log.info(`The sign-in failed: ${error.kind}`)
    // Perhaps it has forgotten Tidings, and told that only the user.
    if (error.kind === 'browser-silent') forgetClient()
    change({ kind: 'failed', error })
  }

  const forgetClient = () => {
    if (store.current().client !== null) void store.change({ client: null })
  }

  const abort = () => {
    if (state.kind !== 'running') return
    state.controller.abort()
    if (state.progress.kind === 'in-browser') forgetClient()
  }

  return {
    signIn: (): SignIn => shownState(state, options),
    begin: (resourceMetadata: string | null): void => {
      if (state.kind === 'running') {
        // The user has lost the page.
        if (state.progress.kind === 'in-browser') void options.openBrowser(state.progress.url)
        return
      }
      const controller = new AbortController()
      change({ kind: 'running', controller, progress: { kind: 'preparing' } })
      run(controller, resourceMetadata)
        .catch((error: unknown): Outcome<void> => {
          log.warn(`The sign-in failed: ${withoutMessage(error)}`)
          return failed({ kind: 'unexpected' })
        })
        .then((outcome) => end(controller, outcome))
    },
    cancel: (): void => {
      abort()
      if (state.kind !== 'none') change({ kind: 'none' })
    },
    stop: (): void => {
      if (state.kind === 'running') state.controller.abort()
      state = { kind: 'none' }
    },
  }
}

function shownState(state: State, { i18n }: Pick<SignInOptions, 'i18n'>): SignIn {
  switch (state.kind) {
    case 'none':
      return { kind: 'none' }
    case 'failed':
      return { kind: 'failed', reason: explainAccountError(state.error, i18n()) }
    case 'running': {
      const { progress } = state
      return progress.kind === 'in-browser' ? { kind: 'in-browser' } : progress
    }
  }
}
