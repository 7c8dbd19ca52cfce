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
