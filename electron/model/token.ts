/** The access token, or why there is none, in words. */
export type TokenRead =
  | { readonly kind: 'token'; readonly token: string | null }
  | { readonly kind: 'failed'; readonly reason: string }

/** Whether there is an access token, and where it is stored. The token itself never crosses to the window. */
export interface TokenState {
  readonly present: boolean
  /** `memory`: this system has no keychain, so the token is kept until Tidings quits. */
  readonly keptIn: 'keychain' | 'memory'
}

/** Visible ASCII: anything else can't travel in an `Authorization` header, so no server can have given it. */
export const tokenPattern = /^[\x21-\x7e]+$/

export const maxTokenLength = 8_192
