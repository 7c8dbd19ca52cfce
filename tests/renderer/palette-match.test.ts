import { describe, expect, test } from 'vitest'
import { matchLabel, rank } from '../../renderer/commands/palette-match.ts'

describe('what is typed finds a label', () => {
  test.each([
    ['Mark all as read', 'mark'],
    ['Mark all as read', 'READ mark'],
    ['Mark all as read', 'mar'],
    ['Mark all as read', 'mr'],
    ['Mark all as read', 'mare'],
    ['Pause notifications: For 1 hour', 'pause 1'],
    ['Pause notifications: For 1 hour', 'pn'],
    ['Benachrichtigungen pausieren: Für 1 Stunde', 'fur stunde'],
    ['Größer, kleiner, normal', 'grosser'],
    ['Réglages', 'reg'],
    ['Réglages', 'réglages'],
    ['Palette de commandes', 'comm'],
    ['Notificación', 'notificacion'],
    ['設定', '設'],
    ['通知を一時停止：1時間', '1時間'],
    ['ショートカット', 'ｼｮｰﾄ'],
    ['إعادة الاتصال الآن', 'اعادة'],
    ['لمدة 30 دقيقة', '٣٠'],
  ])('%s: %s', (label, typed) => {
    expect(matchLabel(label, typed)).not.toBeNull()
  })

  test.each([
    ['Mark all as read', 'unread'],
    ['Mark all as read', 'rm'],
    ['Mark all as read', 'mark x'],
    ['Settings', 'stngs'],
    ['設定', '定設'],
  ])('but not %s: %s', (label, typed) => {
    expect(matchLabel(label, typed)).toBeNull()
  })
})

test('the beginning counts more than a word’s, that more than what is within, and that more than initials', () => {
  const labels = ['See every tab', 'Close window', 'Search settings', 'Settings']
  const found = rank(labels, 'se', (label) => label)
  expect(found).toEqual(['See every tab', 'Search settings', 'Settings', 'Close window'])
  expect(rank(labels, 'set', (label) => label)).toEqual(['Settings', 'Search settings', 'See every tab'])
})

test('a long word of one letter is compared in no time', () => {
  expect(matchLabel('a a a a a a a a a a', 'a'.repeat(64))).toBeNull()
})
