import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { languages } from '../../../electron/model/settings.ts'
import { App } from '../../../renderer/app.tsx'
import { createI18n } from '../../support/i18n.ts'
import '../../../renderer/style/tokens.css'
import '../../../renderer/style/base.css'
import type { FakeBridge } from '../fake-bridge.ts'
import { FetchFieldsScene } from './fetch-fields-scene.tsx'
import { pseudoLanguage } from './pseudo-language.ts'
import { createPseudoI18n, withPseudoTexts } from './pseudo-locale.ts'
import { isScenario, type ScenarioName, scenarios } from './scenarios.ts'

declare global {
  interface Window {
    /** For scripts and the developer's console. */
    bridge: FakeBridge
    /** Gives the window the servers of another scenario. */
    takeServersOf: (name: ScenarioName) => void
  }
}

const query = new URLSearchParams(location.search)
const name = query.get('scenario')
const scenario = scenarios[isScenario(name) ? name : 'connected']
const language = languages.find((one) => one === query.get('language'))
const isPseudo = query.get('language') === pseudoLanguage
const i18n = isPseudo ? createPseudoI18n() : createI18n(language ?? 'en')
const bridge = scenario(Date.now(), i18n)
window.bridge = isPseudo ? withPseudoTexts(bridge) : bridge
window.takeServersOf = (other) =>
  scenarios[other](Date.now(), i18n).watch(({ servers, sources }) =>
    window.bridge.update({ servers, sources }),
  )()
if (language !== undefined) window.bridge.update({ language })

if (query.get('fonts') === 'pinned') {
  const { loadPinnedFonts } = await import('./pinned-fonts.ts')
  await loadPinnedFonts()
}

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  query.get('part') === 'fetch-fields' ? (
    <StrictMode>
      <FetchFieldsScene language={language ?? 'en'} />
    </StrictMode>
  ) : (
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
        memory={localStorage}
        keyboard={query.get('keyboard') === 'mac' ? 'mac' : 'pc'}
      />
    </StrictMode>
  ),
)
