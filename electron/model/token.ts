/** The result of reading the access token; `reason` is a sentence. */
export type TokenRead =
  | { readonly kind: 'token'; readonly token: string | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** Whether there is an access token, and where it is stored. The token itself never crosses to the window. */
export interface TokenState {
  readonly present: boolean
  /** `memory`: this system has no keychain, so the token is kept until Tidings quits. */
  readonly keptIn: 'keychain' | 'memory'
}

/** Visible ASCII: an `Authorization` header can't hold anything else. */
export const tokenPattern = /^[\x21-\x7e]+$/

export const maxTokenLength = 8_192
