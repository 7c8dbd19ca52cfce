import { useEffect, useRef } from 'react'
import type { Item } from '../../../electron/model/item.ts'
import type { ItemDetail } from '../../../electron/window/contract.ts'
import { useWindow } from '../../window-context.ts'

/** Moving through the list asks for the details only of the item at which it ends. */
const delayMs = 150

/**
 * The details of an item, as far as they are known: at first what the list has, then the main process adds the course.
 *
 * @param item null: no details are shown
 */
export function useDetail(item: Item | null): ItemDetail | null {
  const { bridge, clock, snapshot } = useWindow()
  const key = item?.key ?? null
  const isAsked = useRef(false)
  useEffect(() => {
    if (key === null) return
    return clock.after(delayMs, () => {
      isAsked.current = true
      bridge.send({ type: 'show-detail', key })
    })
  }, [bridge, clock, key])
  const isShown = key !== null
  useEffect(() => {
    if (!isShown) return
    return () => {
      if (isAsked.current) bridge.send({ type: 'show-detail', key: null })
      isAsked.current = false
    }
  }, [bridge, isShown])
  if (item === null) return null
  return snapshot.detail?.item.key === key ? snapshot.detail : { item, course: [] }
}
