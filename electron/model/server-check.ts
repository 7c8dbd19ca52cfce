/** What was found at an address that the user typed. */
export interface ServerCheck {
  /** The address as it was typed. */
  readonly server: string
  readonly result:
    | { readonly kind: 'checking' }
    | { readonly kind: 'stream' }
    | { readonly kind: 'token-needed' }
    /** Why it can't be used, in a user's words. */
    | { readonly kind: 'problem'; readonly reason: string }
}

/** Whether there is an access token, and where it is kept. The token itself is never sent to the window. */
export interface TokenState {
  readonly present: boolean
  /** `memory`: this system has no keychain, so the token is kept until Tidings quits. */
  readonly keptIn: 'keychain' | 'memory'
}
