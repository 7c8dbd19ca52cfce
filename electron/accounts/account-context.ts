import type { AccountOptions } from './account-options.ts'
import type { SendRequest } from './requests.ts'
import type { AccountStore } from './stored-account.ts'

/** What everything needs that is done for one account. */
export interface AccountContext extends AccountOptions {
  /** The address of the server's stream. */
  readonly stream: URL
  readonly store: AccountStore
  readonly send: SendRequest
}
