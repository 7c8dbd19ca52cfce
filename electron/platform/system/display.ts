/** Whether there is a display to show windows on; always, except on Linux. */
export function hasDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return platform !== 'linux' || isSet(env.DISPLAY) || isSet(env.WAYLAND_DISPLAY)
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== ''
}
