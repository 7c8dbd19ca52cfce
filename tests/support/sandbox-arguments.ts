/**
 * What our launchers add to Electron's arguments. Chromium refuses to run with its sandbox as root; only the launchers
 * of development and tests may switch the sandbox off, never the product.
 */
export function sandboxArguments(uid: number | undefined = process.getuid?.()): readonly string[] {
  return uid === 0 ? ['--no-sandbox'] : []
}
