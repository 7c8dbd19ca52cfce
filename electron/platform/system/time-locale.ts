/**
 * The locale of times that the system is set to, like `de-DE`; null: none. On Linux the language of texts and the format
 * of times are set apart from each other.
 *
 * @param systemLocale the region that Windows or macOS is set to
 */
export function timeLocaleOf(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  systemLocale: string,
): string | null {
  if (platform === 'win32' || platform === 'darwin') return systemLocale === '' ? null : systemLocale
  // An empty variable counts as not set (locale(7)).
  const name = env.LC_ALL || env.LC_TIME || env.LANG || ''
  const [, language, region] = /^([a-z]{2,3})_([A-Z]{2})(?:[.@]|$)/.exec(name) ?? []
  return language === undefined ? null : `${language}-${region}`
}
