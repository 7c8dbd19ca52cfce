/**
 * What a launcher of ours has to add to Electron's arguments here. Chromium refuses to run sandboxed as root,
 * and on Linux it must not be told so by the product, only by who starts it for development and tests.
 */
export function sandboxArguments(uid: number | undefined = process.getuid?.()): readonly string[] {
  return uid === 0 ? ['--no-sandbox'] : []
}
