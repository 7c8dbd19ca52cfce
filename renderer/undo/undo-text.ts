import type { WindowI18n } from '../i18n/i18n.ts'
import type { Undoable } from './undoable.ts'

type Texts = Pick<WindowI18n, 't' | 'isolate'>

/**
 * What was done.
 *
 * @param markedCount how many items were marked as read, where that is what was done
 */
export function doneText(done: Undoable, markedCount: number, { t, isolate }: Texts): string {
  switch (done.kind) {
    case 'deleted':
      return t('undo.deleted', deletedValues(done))
    case 'changed':
      return t(`undo.${done.change}`, { count: done.count })
    case 'matching-read':
      return t('undo.matching-read', { count: markedCount })
    case 'muted':
    case 'unmuted':
      return t(`undo.${done.kind}`, { category: done.category })
    case 'server-muted':
    case 'server-unmuted':
      return t(`undo.${done.kind}`, { server: isolate(done.name) })
    case 'rule-deleted':
      return t('undo.rule-deleted')
    case 'filter-deleted':
      return t('undo.filter-deleted', { name: done.name })
    default:
      return done satisfies never
  }
}

/** That it was undone. */
export function undoneText(undone: Undoable, { t }: Pick<Texts, 't'>): string {
  return undone.kind === 'deleted' ? t('announce.restored', deletedValues(undone)) : t('announce.undone')
}

function deletedValues({ items }: Undoable & { readonly kind: 'deleted' }) {
  return { count: items.length, title: items.at(-1)?.title ?? '' }
}
