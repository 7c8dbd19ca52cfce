import type { SVGProps } from 'react'

const disc = 'M14 8a6 6 0 1 1-12 0 6 6 0 1 1 12 0z'

/** Icons on a 16 px grid, in the colour of the text. They always stand beside a text or have a label. */
const paths = {
  bell: 'M3.5 11.5c.8-.9 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 .2 3.1 1 4z M6.7 13.6a1.5 1.5 0 0 0 2.6 0',
  'bell-off':
    'M5.2 4.9a3.5 3.5 0 0 1 6.3 2.6c0 1.3.1 2.2.4 2.9M10.4 11.5H3.5c.8-.9 1-2 1-4M6.7 13.6a1.5 1.5 0 0 0 2.6 0 M2.5 2.5l11 11',
  check: 'M3.5 8.5l3 3 6-7',
  'check-circle': `${disc} M5.4 8.2l1.9 1.9 3.4-3.9`,
  'cross-circle': `${disc} M5.9 5.9l4.2 4.2m0-4.2-4.2 4.2`,
  warning: 'M8 2.3 14 13H2z M8 6.5v3M8 11.2v.1',
  clock: `${disc} M8 4.8V8l2.2 1.4`,
  ring: 'M8 2a6 6 0 1 1-6 6',
  dashed: disc,
  ban: `${disc} M3.9 3.9l8.2 8.2`,
  key: 'M8.3 10.6a2.9 2.9 0 1 1-5.8 0 2.9 2.9 0 1 1 5.8 0z M7.6 8.4l5.6-5.6M10.6 5.4l2 2',
  stop: 'M5.2 3h5.6a2.2 2.2 0 0 1 2.2 2.2v5.6a2.2 2.2 0 0 1-2.2 2.2H5.2A2.2 2.2 0 0 1 3 10.8V5.2A2.2 2.2 0 0 1 5.2 3z',
  offline:
    'M2 6.6a8.6 8.6 0 0 1 3-1.9M7.4 4.1A8.6 8.6 0 0 1 14 6.6M4.3 9.2a5.3 5.3 0 0 1 2.4-1.4M10.4 8.2a5.3 5.3 0 0 1 1.3 1M8 12v.1 M2.5 2.5l11 11',
  plug: 'M5.5 2v3M10.5 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14',
  lock: 'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1z M5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  link: 'M9 3h4v4M13 3 7.5 8.5M11.5 9.5v2A1.5 1.5 0 0 1 10 13H4.5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4.5 4.5h2',
  gear: 'M10.1 8a2.1 2.1 0 1 1-4.2 0 2.1 2.1 0 1 1 4.2 0z M6.8 2.2l-.3 1.5-1.2.7-1.4-.5-1.2 2.1 1.1 1v1.9l-1.1 1 1.2 2.1 1.4-.5 1.2.7.3 1.6h2.4l.3-1.6 1.2-.7 1.4.5 1.2-2.1-1.1-1V7l1.1-1-1.2-2.1-1.4.5-1.2-.7-.3-1.5z',
  chevron: 'M4 6l4 4 4-4',
  prompt: 'M3 4.5 6.5 8 3 11.5M8.5 11.5H13',
  keyboard:
    'M2.5 4h11a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1z M4.3 7v.1M7 7v.1M9.7 7v.1M12 7v.1M5.5 9.8h5',
  back: 'M13 8H3.5M7.5 3.8 3.3 8l4.2 4.2',
  search: 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 1 1 9 0z M10.4 10.4l3.1 3.1',
  cross: 'M4 4l8 8m0-8-8 8',
  filter: 'M2.5 4.5h11M4.5 8h7M6.5 11.5h3',
  'check-all': 'M1.5 8.7l2.7 2.7 5.3-6M7.4 11.1l.3.3 6.3-7',
  eye: 'M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8z M9.9 8a1.9 1.9 0 1 1-3.8 0 1.9 1.9 0 1 1 3.8 0z',
  'eye-off':
    'M3.6 5.2A12 12 0 0 0 1.5 8S4 12.3 8 12.3c1.1 0 2-.3 2.9-.8M6.3 4c.5-.2 1.1-.3 1.7-.3 4 0 6.5 4.3 6.5 4.3a12 12 0 0 1-1.7 2.2 M2.5 2.5l11 11',
  bin: 'M2.5 4.3h11M6 4.3V2.8h4v1.5M4 4.3l.6 9h6.8l.6-9M6.7 7v3.7M9.3 7v3.7',
  more: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
  dot: 'M11.2 8a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 1 1 6.4 0z',
  download: 'M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10',
  folder:
    'M2 4.5A1.5 1.5 0 0 1 3.5 3h2.7l1.5 1.7h4.8A1.5 1.5 0 0 1 14 6.2v5.3a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z',
  server:
    'M3.5 2.5h9a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z M3.5 8.5h9a1 1 0 0 1 1 1v3a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-3a1 1 0 0 1 1-1z M5.2 5v.1M5.2 11v.1',
  pin: 'M6.2 2.5h3.6l-.4 4 2 2.2v1.1H4.6V8.7l2-2.2z M8 9.8v3.9',
  copy: 'M6 5.5h6.5a1 1 0 0 1 1 1V13a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V6.5a1 1 0 0 1 1-1z M5 10.5H3.5a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1H10a1 1 0 0 1 1 1v2.5',
  alarm:
    'M13.2 8.8a5.2 5.2 0 1 1-10.4 0 5.2 5.2 0 1 1 10.4 0z M8 6v2.8l1.8 1.1M2 4.3 4.3 2.2M14 4.3l-2.3-2.1',
  box: 'M4 2.8h8A1.2 1.2 0 0 1 13.2 4v8a1.2 1.2 0 0 1-1.2 1.2H4A1.2 1.2 0 0 1 2.8 12V4A1.2 1.2 0 0 1 4 2.8z',
  'box-checked':
    'M4 2.8h8A1.2 1.2 0 0 1 13.2 4v8a1.2 1.2 0 0 1-1.2 1.2H4A1.2 1.2 0 0 1 2.8 12V4A1.2 1.2 0 0 1 4 2.8z M5.3 8.2l1.9 1.9 3.5-4',
  'file-open': 'M9 2.5H4.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V6z M9 2.5V6h3.5',
  plus: 'M8 3.3v9.4M3.3 8h9.4',
  up: 'M8 13V3.5M3.8 7.5 8 3.3l4.2 4.2',
} as const satisfies Record<string, string>

export type IconName = keyof typeof paths

const exceptions: Readonly<Partial<Record<IconName, SVGProps<SVGPathElement>>>> = {
  dashed: { strokeDasharray: '2.4 2.31' },
  more: { strokeWidth: 2 },
  dot: { fill: 'currentColor' },
}

export interface IconProps {
  readonly name: IconName
  /** Pixels. */
  readonly size?: number
  readonly spinning?: boolean
}

export function Icon({ name, size = 16, spinning = false }: IconProps) {
  return (
    <svg
      aria-hidden="true"
      data-spinning={spinning ? '' : undefined}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} {...exceptions[name]} />
    </svg>
  )
}
