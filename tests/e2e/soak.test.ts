import { expect, test } from 'playwright/test'
import { soak } from '../soak/soak.ts'

test('three hundred reconnects to five servers at once leave nothing behind', async () => {
  test.skip(process.platform !== 'linux', 'the virtual desktop needs Linux')
  const { problems, connections } = await soak(300)
  expect(problems).toEqual([])
  expect(connections).toBeGreaterThan(300)
})
