import type { Item } from './item.ts'
import type { SourceId } from './source.ts'

/** Names a folder in rules and commands; the window never sends a path. */
export type FolderId = number

/** A folder that the user has chosen in a native dialog. */
export interface ChosenFolder {
  readonly id: FolderId
  readonly path: string
}

/** How the items that match are announced, in place of what the settings say. Of several rules the first that matches counts. */
export interface Rule {
  /** Unique among the rules. */
  readonly id: number
  /** Everything that is not null has to match. */
  readonly when: {
    readonly source: SourceId | null
    /** Upper and lower case are the same, and so is space around it. */
    readonly category: string | null
    /** All of these words, of which eight count, stand in the title, in any order, folded as a search folds them. */
    readonly words: string | null
  }
  /**
   * `never`: the item is only in the history. `always`: it is announced like a critical one, also where its priority is
   * low, and through pause, quiet hours, absence and the desktop's Do Not Disturb; of many it is the first, after what is
   * critical.
   */
  readonly notify: 'as-usual' | 'never' | 'always'
  readonly sound: 'as-usual' | 'on' | 'off'
  /** The notification stays on the screen until the user closes it, where the desktop can do that. */
  readonly keepOnScreen: boolean
  /** Download the result of a job by itself; null: don't. */
  readonly fetch: FetchRule | null
}

export interface FetchRule {
  /** A larger file is not downloaded, and one whose size was not known is given up at this size. */
  readonly maxMegabytes: number
  /** Null: the Downloads folder. */
  readonly folder: FolderId | null
}

/** What a rule looks at. */
export type RuleSubject = Pick<Item, 'source' | 'category' | 'title'>

/** More than anyone writes: those that mute a category are among them. */
export const maxRules = 1_000
/** UTF-16 units. */
export const maxRuleWordsLength = 200
