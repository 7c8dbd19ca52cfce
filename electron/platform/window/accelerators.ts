import type { Input, WebContents } from 'electron'

/** What the window's keys do besides the page: without a menu, Electron does nothing of it by itself. */
export type Accelerator = 'zoom-in' | 'zoom-out' | 'zoom-reset' | 'dev-tools'

/** Each step makes everything about a tenth larger or smaller: from 58 % to 249 %. */
const zoomStep = 0.5
const minZoomLevel = -3
const maxZoomLevel = 5

/** What a key does; null: nothing, it belongs to the page. */
export function acceleratorOf(
  { type, key, code, control, meta, alt, shift }: Omit<Input, 'modifiers' | 'isAutoRepeat' | 'location'>,
  platform: NodeJS.Platform,
): Accelerator | null {
  const [held, other] = platform === 'darwin' ? [meta, control] : [control, meta]
  if (type !== 'keyDown' || !held || other || alt) return null
  // On a US keyboard, plus is at the equals sign with Shift, which nobody holds for this.
  if (key === '+' || (key === '=' && !shift)) return 'zoom-in'
  if (key === '-') return 'zoom-out'
  if (!shift && (key === '0' || code === 'Digit0' || code === 'Numpad0')) return 'zoom-reset'
  return shift && code === 'KeyI' ? 'dev-tools' : null
}

/** Handles these keys in a page. */
export function handleAccelerators(
  contents: WebContents,
  platform: NodeJS.Platform,
  allowDevTools: boolean,
): void {
  contents.on('before-input-event', (event, input) => {
    const accelerator = acceleratorOf(input, platform)
    if (accelerator === null || (accelerator === 'dev-tools' && !allowDevTools)) return
    event.preventDefault()
    if (accelerator === 'dev-tools') contents.toggleDevTools()
    else contents.setZoomLevel(zoomLevelAfter(contents.getZoomLevel(), accelerator))
  })
}

export function zoomLevelAfter(level: number, accelerator: Exclude<Accelerator, 'dev-tools'>): number {
  if (accelerator === 'zoom-reset') return 0
  const next = level + (accelerator === 'zoom-in' ? zoomStep : -zoomStep)
  return Math.min(maxZoomLevel, Math.max(minZoomLevel, next))
}
