import parseSignature from '@homebridge/dbus-native/lib/signature.js'

type Node = ReturnType<typeof parseSignature>[number]

/** A message body as plain data: dictionaries become objects, variants their value, `ay` stays a Buffer. */
export function plainBody(signature: string | undefined, body: readonly unknown[] = []): readonly unknown[] {
  return parseSignature(signature ?? '').map((node, index) => plainValue(node, body[index]))
}

function plainValue(node: Node, value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const [inner] = node.child
  switch (node.type) {
    case 'v':
      return plainVariant(value)
    case 'a':
      if (inner === undefined) return value
      return inner.type === '{' ? plainDictionary(inner, value) : value.map((item) => plainValue(inner, item))
    default:
      return node.child.map((child, index) => plainValue(child, value[index]))
  }
}

/** The library gives a variant as `[parsed signature, [value]]`. */
function plainVariant(variant: readonly unknown[]): unknown {
  const [nodes, values] = variant
  const [node] = nodes as readonly Node[]
  const [value] = values as readonly unknown[]
  return node === undefined ? value : plainValue(node, value)
}

function plainDictionary(entry: Node, pairs: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [, valueNode] = entry.child
  const plain = pairs.map((pair) => {
    const [key, value] = pair as readonly [unknown, unknown]
    return [String(key), valueNode === undefined ? value : plainValue(valueNode, value)] as const
  })
  return Object.fromEntries(plain)
}
