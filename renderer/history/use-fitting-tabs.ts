import { type RefObject, useLayoutEffect, useState } from 'react'
import { fittingTabs } from './filter-tab.ts'

/**
 * Which tabs have room in the line, as their places. All of them and the button of the menu are in the layout, so that
 * their widths are known; they are measured again when one of them changes.
 *
 * @param names changes when there are other tabs
 * @param active the place of the active tab; -1: none is
 * @param yielding the places of those that go into the menu first
 */
export function useFittingTabs(
  lineRef: RefObject<HTMLElement | null>,
  names: string,
  active: number,
  yielding: readonly number[],
): readonly number[] {
  const first = yielding.join()
  const [shown, setShown] = useState(() => names.split('\n').map((_, place) => place))
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other names there are other elements
  useLayoutEffect(() => {
    const line = lineRef.current
    if (line === null) return
    const tabs = [...line.querySelectorAll<HTMLElement>('[data-tabs] > *')]
    const measure = () => {
      const widths = tabs.map(({ offsetWidth }) => offsetWidth)
      const menuWidth = line.querySelector<HTMLElement>('[data-menu]')?.offsetWidth ?? 0
      const places = first === '' ? [] : first.split(',').map(Number)
      const next = fittingTabs(widths, line.clientWidth - paddingOfLine, menuWidth, active, places)
      setShown((last) => (String(last) === String(next) ? last : [...next]))
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const element of [line, ...tabs]) observer.observe(element)
    return () => observer.disconnect()
  }, [lineRef, names, active, first])
  return shown
}

/** In pixels, see `filter-tabs.module.css`. */
const paddingOfLine = 4
