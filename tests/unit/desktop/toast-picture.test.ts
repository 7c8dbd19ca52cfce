import { expect, test } from 'vitest'
import { straightened } from '../../../electron/desktop/toast-picture.ts'

test('a picture goes out as red, green, blue and alpha, its colours as they are where it is see-through', () => {
  const opaque = [30, 20, 10, 255]
  const half = [64, 32, 0, 128]
  const clear = [0, 0, 0, 0]
  expect([...straightened(Buffer.from([...opaque, ...half, ...clear]))]).toEqual([
    ...[10, 20, 30, 255],
    ...[0, 64, 128, 128],
    ...clear,
  ])
})
