/** The code of an error that the system or Node reported, like `ENOENT`; null when it has none. */
export function errorCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
