import { expect, test } from 'playwright/test'
import { soak } from '../soak/soak.ts'

test('a hundred reconnects in the app’s own process leave nothing behind', async () => {
  test.skip(process.platform !== 'linux', 'the virtual desktop needs Linux')
  const { problems, connections } = await soak(100)
  expect(problems).toEqual([])
  expect(connections).toBeGreaterThan(100)
})
