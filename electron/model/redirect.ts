const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Whether an HTTP status asks to go to its `Location`. */
export function isRedirect(status: number): boolean {
  return redirectStatuses.has(status)
}
