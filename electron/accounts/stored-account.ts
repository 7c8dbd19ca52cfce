import { z } from 'zod'
import { parseJson } from '../model/parse-json.ts'
import type { Source } from '../model/source.ts'
import { maxTokenLength, tokenPattern } from '../model/token.ts'
import type { AccountOptions } from './account-options.ts'

const clientSchema = z.object({ issuer: z.string(), id: z.string().min(1) })

const sessionSchema = z.object({
  issuer: z.url(),
  /** What the tokens are for. */
  resource: z.string(),
  /** The client that they were issued to. */
  clientId: z.string().min(1),
  accessToken: z.string().regex(tokenPattern).max(maxTokenLength),
  refreshToken: z.string().min(1).nullable(),
  /** By the clock of this computer, milliseconds since the epoch. */
  receivedAt: z.number(),
  /** How long the access token is valid; null: the authorization server does not say. */
  lifeMs: z.number().positive().nullable(),
  user: z.string().nullable(),
})

const schema = z.object({
  version: z.literal(1),
  /** What Tidings is called where it has registered itself. */
  client: clientSchema.nullable(),
  /** Null: nobody is signed in. */
  session: sessionSchema.nullable(),
})

export type Session = Readonly<z.infer<typeof sessionSchema>>
export type RegisteredClient = Readonly<z.infer<typeof clientSchema>>

export interface StoredAccount {
  readonly client: RegisteredClient | null
  readonly session: Session | null
}

/** How long the keychain may take before what it was given is used all the same: some ask the user for a password. */
const maxSaveMs = 10_000

export type AccountStore = ReturnType<typeof createAccountStore>

/** Keeps the account of a source as one secret. */
export function createAccountStore(
  { id }: Pick<Source, 'id'>,
  { secrets, clock, log }: Pick<AccountOptions, 'secrets' | 'clock' | 'log'>,
) {
  const name = `account ${id}`
  const empty: StoredAccount = { client: null, session: null }
  let current = empty
  // What is being saved; the same as `current` when nothing is.
  let intended = empty

  const read = () => {
    const text = secrets.read(name)
    if (text === null) return
    const stored = schema.safeParse(parseJson(text))
    if (!stored.success) log.warn('A stored account could not be understood.')
    current = intended = stored.success ? stored.data : empty
  }

  const save = (account: StoredAccount): Promise<void> =>
    new Promise((resolve) => {
      const finish = () => {
        cancelTimeout()
        resolve()
      }
      const cancelTimeout = clock.after(maxSaveMs, finish)
      secrets.save(name, JSON.stringify({ version: 1, ...account })).then(finish, finish)
    })

  return {
    isLoaded: (): boolean => secrets.isLoaded(name),
    /** Resolves to whether there is a session that was not known before. */
    load: async (): Promise<boolean> => {
      await secrets.load(name)
      if (intended !== empty) return false
      read()
      return current.session !== null
    },
    /** What is stored, as far as it may be used. */
    current: (): StoredAccount => current,
    /** Whether this session is the newest one that there is, one that is being saved included. */
    isNewest: (session: Session): boolean => intended.session === session,
    /**
     * Saves this part, and then lets it be used: tokens that a crash would lose must not be used before, since a refresh
     * token is good for one time only. Resolves to false when another change came in between, so that this one is void.
     */
    change: async (part: Partial<StoredAccount>): Promise<boolean> => {
      intended = { ...intended, ...part }
      if (intended.client === null && intended.session === null) secrets.forget(name)
      else await save(intended)
      const isVoid =
        ('session' in part && intended.session !== part.session) ||
        ('client' in part && intended.client !== part.client)
      if (!isVoid) current = { ...current, ...part }
      return !isVoid
    },
    forget: (): void => {
      current = intended = empty
      secrets.forget(name)
    },
  }
}
