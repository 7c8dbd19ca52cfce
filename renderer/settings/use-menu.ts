import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** A menu below its button: focus goes in when it opens, arrows move, Escape and leaving it close it. */
export function useMenu() {
  const [isOpen, setOpen] = useState(false)
  const placeRef = useRef<HTMLDivElement>(null)
  const buttonRef = useRef<HTMLButtonElement>(null)

  useLayoutEffect(() => {
    if (isOpen) itemsIn(placeRef.current)[0]?.focus()
  }, [isOpen])

  useEffect(() => (isOpen ? watchLeaving(placeRef, () => setOpen(false)) : undefined), [isOpen])

  const close = () => {
    setOpen(false)
    buttonRef.current?.focus()
  }
  return {
    isOpen,
    placeRef,
    buttonRef,
    close,
    toggle: () => setOpen(!isOpen),
    onKeyDown: (event: KeyboardEvent) => {
      const all = itemsIn(placeRef.current)
      const current = all.findIndex((item) => item.matches(':focus'))
      const target = targetOf(event.key, current, all.length)
      if (event.key === 'Escape') close()
      else if (target !== null) all[target]?.focus()
      else return
      event.preventDefault()
    },
  }
}

function watchLeaving(place: RefObject<HTMLElement | null>, onLeave: () => void): () => void {
  const leave = ({ target }: Event) => {
    if (target instanceof Node && place.current?.contains(target)) return
    onLeave()
  }
  document.addEventListener('pointerdown', leave)
  document.addEventListener('focusin', leave)
  window.addEventListener('blur', leave)
  return () => {
    document.removeEventListener('pointerdown', leave)
    document.removeEventListener('focusin', leave)
    window.removeEventListener('blur', leave)
  }
}

function itemsIn(place: HTMLElement | null): HTMLElement[] {
  return [...(place?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
}

function targetOf(key: string, current: number, count: number): number | null {
  if (key === 'ArrowDown') return (current + 1) % count
  if (key === 'ArrowUp') return (current - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : null
}
