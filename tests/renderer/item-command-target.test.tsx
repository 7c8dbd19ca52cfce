// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import {
  createItemCommands,
  ItemCommandsContext,
  type ItemCommandTarget,
  useItemCommandTarget,
} from '../../renderer/commands/item-command-target.ts'

const target = (selectedCount: number): ItemCommandTarget => ({
  selectedCount,
  applies: () => true,
  run: () => {},
})

describe('the target of commands for items', () => {
  test('is the newest state of the list that is on screen', () => {
    const commands = createItemCommands()
    const wrapper = ({ children }: { readonly children: ReactNode }) => (
      <ItemCommandsContext value={commands}>{children}</ItemCommandsContext>
    )
    const list = renderHook(({ count }) => useItemCommandTarget(target(count)), {
      wrapper,
      initialProps: { count: 0 },
    })
    list.rerender({ count: 3 })
    expect(commands.current()?.selectedCount).toBe(3)
    list.unmount()
    expect(commands.current()).toBeNull()
  })

  test('is the new list, when the one before goes after it', () => {
    const commands = createItemCommands()
    const removeFirst = commands.register(() => target(1))
    commands.register(() => target(2))
    removeFirst()
    expect(commands.current()?.selectedCount).toBe(2)
  })
})
