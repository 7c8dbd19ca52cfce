// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import type { FetchRule } from '../../electron/model/rule.ts'
import { I18nContext } from '../../renderer/i18n/i18n.ts'
import { FetchFields } from '../../renderer/settings/fetch-fields.tsx'
import { createWindowI18n } from '../support/i18n.ts'

const i18n = createWindowI18n('en', 'en-GB')
afterEach(cleanup)

const folders = [{ id: 4, path: '/home/ada/Exports' }]

function open(value: FetchRule | null) {
  const changes: (FetchRule | null)[] = []
  let asked = 0
  render(
    <I18nContext value={i18n}>
      <FetchFields
        value={value}
        folders={folders}
        onChange={(change) => changes.push(change)}
        onChooseFolder={() => {
          asked += 1
        }}
      />
    </I18nContext>,
  )
  return { user: userEvent.setup(), changes, asked: () => asked }
}

test('results are not downloaded by themselves until the user wants it; then up to 100 MB', async () => {
  const { user, changes } = open(null)
  expect(screen.queryByText('Folder')).toBeNull()
  await user.click(screen.getByRole('switch', { name: 'Download the result by itself' }))
  expect(changes).toEqual([{ maxMegabytes: 100, folder: null }])
})

test('it can be turned off again', async () => {
  const { user, changes } = open({ maxMegabytes: 100, folder: null })
  await user.click(screen.getByRole('switch', { name: 'Download the result by itself' }))
  expect(changes).toEqual([null])
})

test('the largest size is chosen from a list, in which the current one always is', async () => {
  const { user, changes } = open({ maxMegabytes: 750, folder: null })
  const list = screen.getByRole('combobox', { name: 'Only files up to' })
  expect([...list.querySelectorAll('option')].map(({ textContent }) => textContent)).toContain('750 MB')
  await user.selectOptions(list, '5 GB')
  expect(changes).toEqual([{ maxMegabytes: 5_000, folder: null }])
})

test('the main process is asked for a folder, which is shown by its name', async () => {
  const { user, changes, asked } = open({ maxMegabytes: 100, folder: 4 })
  expect(screen.getByText('Exports').title).toBe('/home/ada/Exports')
  await user.click(screen.getByRole('button', { name: 'Choose the folder' }))
  expect(asked()).toBe(1)
  await user.click(screen.getByRole('button', { name: 'Use the Downloads folder' }))
  expect(changes).toEqual([{ maxMegabytes: 100, folder: null }])
})

test('a folder that is no longer known is called so', () => {
  open({ maxMegabytes: 100, folder: 9 })
  expect(screen.getByText('Unknown folder')).toBeDefined()
})
