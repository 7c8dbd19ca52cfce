import { describe, expect, test } from 'vitest'
import { reminderChoices } from '../../renderer/history/menu/reminder-choices.ts'

// The first of November 2026 is a Sunday.
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute).getTime()
const names = (now: number) => reminderChoices(now).map(({ name }) => name)
const timeOf = (now: number, name: string) => reminderChoices(now).find((choice) => choice.name === name)?.at

describe('the times to be reminded at', () => {
  test('are four on a working day', () => {
    expect(names(at(4, 10))).toEqual(['in-hour', 'evening', 'tomorrow', 'monday'])
    expect(timeOf(at(4, 10), 'evening')).toBe(at(4, 18))
    expect(timeOf(at(4, 10), 'tomorrow')).toBe(at(5, 8))
    expect(timeOf(at(4, 10), 'monday')).toBe(at(9, 8))
  })

  test('have no evening that is over, or as near as an hour', () => {
    expect(names(at(4, 16, 59))).toContain('evening')
    expect(names(at(4, 17))).not.toContain('evening')
    expect(names(at(4, 23))).not.toContain('evening')
  })

  test('have no Monday where it is tomorrow', () => {
    expect(names(at(8, 10))).not.toContain('monday')
  })

  test('mean the next week on a Monday', () => {
    expect(timeOf(at(9, 10), 'monday')).toBe(at(16, 8))
    expect(timeOf(at(9, 7), 'monday')).toBe(at(16, 8))
  })
})
