import type { Bridge } from '../electron/window/contract.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly tidings: Bridge
  }
}
