import type { I18n } from '../i18n/i18n.ts'
import { shortOrigin, shortPath } from '../model/address-text.ts'
import type { Clock } from '../model/clock.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'

/** Asks the user in a native dialog, which no web page can control. Resolves to false unless they agreed. */
export type Confirm = (question: {
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly yes: string
  readonly no: string
}) => Promise<boolean>

export interface ConsentOptions {
  readonly confirm: Confirm
  /** Servers that need no question: those of the settings and of the command line. */
  readonly given: readonly (Source | null)[]
  readonly i18n: () => I18n
  readonly clock: Pick<Clock, 'now'>
  readonly log: Pick<Log, 'warn'>
}

const maxQuestions = 5
const questionWindowMs = 60_000

/**
 * Whether the user agrees that a server is contacted. Links come from any web page, and the window may have been taken
 * over: neither can make the app contact a server that the user has not agreed to. It holds for an origin, until the app
 * quits.
 */
export function createConsent({ confirm, given, i18n, clock, log }: ConsentOptions) {
  const origins = new Set(given.flatMap((source) => source?.url.origin ?? []))
  // One question at a time, and few in a minute: repeated questions must not make the user agree just to be left alone.
  let isAsking = false
  let askedAt: readonly number[] = []

  const mayAsk = (): boolean => {
    askedAt = askedAt.filter((at) => clock.now() - at < questionWindowMs)
    if (!isAsking && askedAt.length < maxQuestions) return true
    log.warn('The user was not asked about a server: there is a question already, or there were too many.')
    return false
  }

  return {
    isGiven: ({ url }: Source): boolean => origins.has(url.origin),
    /** @param current the server that would be replaced; null: none */
    ask: async (source: Source, askedBy: 'link' | 'window', current: Source | null): Promise<boolean> => {
      if (!mayAsk()) return false
      isAsking = true
      askedAt = [...askedAt, clock.now()]
      try {
        const isConfirmed = await confirm(connectQuestion(source, askedBy, current, i18n()))
        if (isConfirmed) origins.add(source.url.origin)
        return isConfirmed
      } finally {
        isAsking = false
      }
    },
  }
}

function connectQuestion(
  { url }: Source,
  askedBy: 'link' | 'window',
  current: Source | null,
  { t }: I18n,
): Parameters<Confirm>[0] {
  const origin = shortOrigin(url)
  const path = shortPath(url)
  const lines = [
    ...(path === null ? [] : [t('link.connect-path', { path }), '']),
    t('link.connect-detail'),
    ...(current === null ? [] : [t('link.connect-replaces', { server: shortOrigin(current.url) })]),
  ]
  return {
    title: t('link.connect-title'),
    message: t(askedBy === 'link' ? 'link.connect-message' : 'link.connect-typed', { origin }),
    detail: lines.join('\n'),
    yes: t('action.connect'),
    no: t('action.cancel'),
  }
}
