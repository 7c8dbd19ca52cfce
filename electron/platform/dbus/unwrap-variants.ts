import parseSignature from '@homebridge/dbus-native/lib/signature.js'

type Node = ReturnType<typeof parseSignature>[number]

/** Turns a message body into plain data: dictionaries become objects, variants their value, `ay` stays a Buffer. */
export function unwrapBody(signature: string | undefined, body: readonly unknown[] = []): readonly unknown[] {
  return parseSignature(signature ?? '').map((node, index) => unwrapValue(node, body[index]))
}

function unwrapValue(node: Node, value: unknown): unknown {
  if (!Array.isArray(value)) return value
  const [inner] = node.child
  switch (node.type) {
    case 'v':
      return unwrapVariant(value)
    case 'a':
      if (inner === undefined) return value
      return inner.type === '{'
        ? unwrapDictionary(inner, value)
        : value.map((item) => unwrapValue(inner, item))
    default:
      return node.child.map((child, index) => unwrapValue(child, value[index]))
  }
}

/** The library represents a variant as `[parsed signature, [value]]`. */
function unwrapVariant(variant: readonly unknown[]): unknown {
  const [nodes, values] = variant
  const [node] = nodes as readonly Node[]
  const [value] = values as readonly unknown[]
  return node === undefined ? value : unwrapValue(node, value)
}

function unwrapDictionary(entry: Node, pairs: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [, valueNode] = entry.child
  const entries = pairs.map((pair) => {
    const [key, value] = pair as readonly [unknown, unknown]
    return [String(key), valueNode === undefined ? value : unwrapValue(valueNode, value)] as const
  })
  return Object.fromEntries(entries)
}
