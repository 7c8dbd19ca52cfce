/** How the packages of this system will be signed, or why they can't be made. */
export type Signing =
  | {
      readonly kind: 'decided'
      readonly isSigned: boolean
      /** What electron-builder must not see: what is empty, and what belongs to another system. */
      readonly unset: readonly string[]
    }
  | { readonly kind: 'refused'; readonly reason: string }

const certificates = {
  darwin: ['CSC_LINK', 'CSC_KEY_PASSWORD'],
  win32: ['WIN_CSC_LINK', 'WIN_CSC_KEY_PASSWORD'],
}
const notarising = ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID']
const all = [...certificates.darwin, ...certificates.win32, ...notarising]

/**
 * Decides by what is set. electron-builder takes an empty variable for a file without a name, and on macOS what is meant
 * for Windows for its own.
 *
 * @param isRelease the packages are for others: on macOS those have to be signed and notarised, because macOS starts
 * nothing else
 */
export function decideSigning(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  isRelease: boolean,
): Signing {
  const isSet = (name: string) => env[name] !== undefined && env[name] !== ''
  const [certificate = '', ...others] =
    platform === 'darwin' || platform === 'win32' ? certificates[platform] : []
  const own = platform === 'darwin' ? [certificate, ...others, ...notarising] : [certificate, ...others]

  if (platform === 'darwin') {
    const missing = (isRelease ? own : notarising).filter((name) => !isSet(name))
    if (isRelease && missing.length > 0) {
      const reason = `A release for macOS has to be signed and notarised: set ${missing.join(', ')}.`
      return { kind: 'refused', reason }
    }
    if (missing.length > 0 && missing.length < notarising.length)
      return { kind: 'refused', reason: `To notarise the app, set ${missing.join(', ')} too.` }
  }
  return {
    kind: 'decided',
    isSigned: isSet(certificate),
    unset: all.filter((name) => !own.includes(name) || !isSet(name)),
  }
}
