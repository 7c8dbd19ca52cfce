const customers = [
  'Brightwater Foods',
  'Fischer & Söhne, KG',
  'Kestrel Logistics',
  'Maison Lévêque',
  'Northwind "Express" Ltd',
  'Osaka Paper 株式会社',
  'Pinecrest Dental',
  'Rivera y Asociados',
]
const states = ['paid', 'shipped', 'open', 'refunded']
const firstDay = Date.UTC(2026, 0, 1)
const dayMs = 86_400_000

export const orderHeader = 'id,customer,amount,currency,date,status\r\n'

/** One line of the orders CSV (RFC 4180). The same number gives the same order on every machine. */
export function orderRow(number: number): string {
  const chance = scramble(number)
  const customer = customers[chance % customers.length] ?? ''
  const amount = (1_000 + ((chance >>> 3) % 499_000)) / 100
  const date = new Date(firstDay + ((chance >>> 7) % 365) * dayMs).toISOString().slice(0, 10)
  const status = states[(chance >>> 16) % states.length]
  return `ORD-${String(number).padStart(8, '0')},${cell(customer)},${amount.toFixed(2)},EUR,${date},${status}\r\n`
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Numbers that look like chance but are the same each time (the finaliser of MurmurHash3). */
function scramble(number: number): number {
  let bits = number
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
