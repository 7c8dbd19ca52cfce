/** Whether there is a screen to show anything on. Only Linux can be without one and yet run programs. */
export function hasDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return platform !== 'linux' || isNamed(env.DISPLAY) || isNamed(env.WAYLAND_DISPLAY)
}

function isNamed(display: string | undefined): boolean {
  return display !== undefined && display !== ''
}
