import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Clock } from '../electron/model/clock.ts'
import type { Bridge } from '../electron/window/contract.ts'
import { App } from './app.tsx'
import './style/tokens.css'
import './style/base.css'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly tidings: Bridge
  }
}

const clock: Clock = {
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')

createRoot(root).render(
  <StrictMode>
    <App bridge={window.tidings} clock={clock} keyboard={/^Mac/.test(navigator.platform) ? 'mac' : 'pc'} />
  </StrictMode>,
)
