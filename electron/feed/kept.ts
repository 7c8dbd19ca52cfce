/** What became of something that was to be stored; what failed, with the reason in words, is asked for again. */
export type Kept = { readonly kind: 'kept' } | { readonly kind: 'failed'; readonly reason: string }
