import type { Page } from 'playwright'
import type { Language } from '../../../electron/model/settings.ts'
import type { ScenarioName } from './scenarios.ts'

/** A picture of the window: a state of the main process, and what the user does in it. */
export interface Picture {
  readonly name: string
  readonly scenario: ScenarioName
  readonly language?: Language
  /** Only in this theme; otherwise in both. */
  readonly theme?: 'light' | 'dark'
  readonly act?: (page: Page) => Promise<void>
}
