import type { Clock } from '../model/clock.ts'
import { isObject, parseJson } from '../model/parse-json.ts'
import type { AskingProxy, ProxyLogin } from '../model/proxy-login.ts'

/** What a proxy asks. */
export interface ProxyChallenge {
  /** Its host and port. */
  readonly proxy: string
  /** What is entered goes to it in clear. */
  readonly inClear: boolean
}

/** The way of one request past the proxies that ask for a login. */
export interface ProxyAttempt {
  /** What to answer. A further question of the same proxy means that it did not accept the answer before. */
  readonly answer: (challenge: ProxyChallenge) => Promise<AnswerToProxy>
  /** The request is over, or there is a response. @param passed the response is one of the server */
  readonly end: (passed: boolean) => void
}

export type AnswerToProxy =
  | { readonly kind: 'login'; readonly login: ProxyLogin }
  /** There is none that the proxy could accept. */
  | { readonly kind: 'none'; readonly asking: AskingProxy }

export interface ProxyLoginsOptions {
  /** Where logins are kept, by name. */
  readonly secrets: {
    readonly load: (name: string) => Promise<void>
    readonly read: (name: string) => string | null
    readonly save: (name: string, secret: string) => Promise<void>
    readonly hold: (name: string, secret: string) => void
    readonly forget: (name: string) => void
    readonly names: () => readonly string[]
  }
  /** The login that the environment gives for this proxy; null: none. */
  readonly fromEnvironment: (proxy: string) => ProxyLogin | null
  readonly clock: Pick<Clock, 'after'>
  /** The user has entered a login: what has waited for it can go on. */
  readonly onEntered: () => void
  /** A login was forgotten: nothing may use it any more. */
  readonly onForgotten: () => void
}

/** A login that one request tries, while the others wait for how that ends. */
interface Trial {
  readonly login: ProxyLogin
  readonly outcome: Promise<'passed' | 'over'>
  readonly end: (outcome: 'passed' | 'over') => void
}

/** A proxy that rejects a login does so at once. A server behind it may think for longer than others should wait. */
const trialMs = 3_000

const prefix = 'proxy '

/**
 * The names and passwords for proxies, each for its proxy only. One that a proxy has rejected is not sent again until the
 * user enters it again, and of many requests one tries it first: companies lock accounts after a few wrong passwords.
 */
export function createProxyLogins(options: ProxyLoginsOptions) {
  const { secrets, fromEnvironment, clock, onEntered, onForgotten } = options
  const asked = new Set<string>()
  const rejected = new Map<string, readonly ProxyLogin[]>()
  const trials = new Map<string, Trial>()

  const rejectedOf = (proxy: string): readonly ProxyLogin[] => rejected.get(proxy) ?? []
  const nextLogin = (proxy: string): ProxyLogin | null => {
    const known = [parseLogin(secrets.read(`${prefix}${proxy}`)), fromEnvironment(proxy)]
    const isUntried = (login: ProxyLogin) => !rejectedOf(proxy).some((other) => isSame(login, other))
    return known.find((login) => login !== null && isUntried(login)) ?? null
  }
  const beginTrial = (proxy: string, login: ProxyLogin): Trial => {
    let settle = (_: 'passed' | 'over'): void => {}
    const outcome = new Promise<'passed' | 'over'>((resolve) => {
      settle = resolve
    })
    const trial: Trial = {
      ...{ login, outcome },
      end: (how) => {
        cancel()
        if (trials.get(proxy) === trial) trials.delete(proxy)
        settle(how)
      },
    }
    const cancel = clock.after(trialMs, () => trial.end('over'))
    trials.set(proxy, trial)
    return trial
  }

  const beginAttempt = (): ProxyAttempt => {
    let own: Trial | null = null
    let last: { readonly proxy: string; readonly login: ProxyLogin } | null = null
    let isOver = false

    const answer: ProxyAttempt['answer'] = async ({ proxy, inClear }) => {
      asked.add(proxy)
      if (last?.proxy === proxy) rejected.set(proxy, [...rejectedOf(proxy), last.login])
      last = null
      own?.end('over')
      own = null
      await secrets.load(`${prefix}${proxy}`)
      let passed: ProxyLogin | null = null
      for (let trial = trials.get(proxy); trial !== undefined; trial = trials.get(proxy)) {
        if ((await trial.outcome) === 'passed') passed = trial.login
      }
      // Nothing is awaited from here on, so that only one begins a trial.
      const login = nextLogin(proxy)
      if (login === null) {
        const wasRejected = rejectedOf(proxy).length > 0
        return { kind: 'none', asking: { proxy, inClear, wasRejected } }
      }
      last = { proxy, login }
      const isKnown = passed !== null && isSame(passed, login)
      if (!isKnown && !isOver) own = beginTrial(proxy, login)
      return { kind: 'login', login }
    }
    return {
      answer,
      end: (passed) => {
        isOver = true
        own?.end(passed ? 'passed' : 'over')
        own = null
      },
    }
  }

  return {
    beginAttempt,
    /** The proxies for which the user has entered a login. */
    known: (): readonly string[] =>
      secrets
        .names()
        .filter((name) => name.startsWith(prefix))
        .map((name) => name.slice(prefix.length)),
    /**
     * Uses this login for a proxy, one that has asked for it.
     *
     * @param remember whether to keep it in the keychain; otherwise until the app quits
     */
    enter: (proxy: string, login: ProxyLogin, remember: boolean): void => {
      if (!asked.has(proxy)) return
      rejected.delete(proxy)
      const name = `${prefix}${proxy}`
      if (remember) void secrets.save(name, JSON.stringify(login))
      else secrets.hold(name, JSON.stringify(login))
      onEntered()
    },
    forget: (proxy: string): void => {
      rejected.delete(proxy)
      secrets.forget(`${prefix}${proxy}`)
      onForgotten()
    },
  }
}

function isSame(one: ProxyLogin, other: ProxyLogin): boolean {
  return one.name === other.name && one.password === other.password
}

/** Of what `enter` has stored; null: it is something else. */
function parseLogin(text: string | null): ProxyLogin | null {
  const value = text === null ? null : parseJson(text)
  if (!isObject(value)) return null
  const name: unknown = Reflect.get(value, 'name')
  const password: unknown = Reflect.get(value, 'password')
  return typeof name === 'string' && typeof password === 'string' ? { name, password } : null
}
