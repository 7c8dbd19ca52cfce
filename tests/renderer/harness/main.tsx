import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '../../../renderer/app.tsx'
import { chooseLocale } from '../../../renderer/format/locale.ts'
import '../../../renderer/style/tokens.css'
import '../../../renderer/style/base.css'
import type { FakeBridge } from '../fake-bridge.ts'
import { isScenario, scenarios } from './scenarios.ts'

declare global {
  interface Window {
    /** For whoever looks on: scripts and the developer's console. */
    bridge: FakeBridge
  }
}

const name = new URLSearchParams(location.search).get('scenario')
const scenario = scenarios[isScenario(name) ? name : 'connected']
window.bridge = scenario(Date.now())

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <App
      bridge={window.bridge}
      clock={{
        now: Date.now,
        after: (ms, task) => {
          const timer = setTimeout(task, ms)
          return () => clearTimeout(timer)
        },
      }}
      locale={chooseLocale(navigator.languages)}
    />
  </StrictMode>,
)
