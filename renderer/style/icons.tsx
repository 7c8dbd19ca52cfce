import type { ReactNode } from 'react'

/** Icons on a 16 px grid, in the colour of the text. They always stand beside a text or have a label. */
const drawings = {
  bell: (
    <>
      <path d="M3.5 11.5c.8-.9 1-2 1-4a3.5 3.5 0 0 1 7 0c0 2 .2 3.1 1 4z" />
      <path d="M6.7 13.6a1.5 1.5 0 0 0 2.6 0" />
    </>
  ),
  'bell-off': (
    <>
      <path d="M5.2 4.9a3.5 3.5 0 0 1 6.3 2.6c0 1.3.1 2.2.4 2.9M10.4 11.5H3.5c.8-.9 1-2 1-4M6.7 13.6a1.5 1.5 0 0 0 2.6 0" />
      <path d="m2.5 2.5 11 11" />
    </>
  ),
  check: <path d="m3.5 8.5 3 3 6-7" />,
  'check-circle': (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.4 8.2 1.9 1.9 3.4-3.9" />
    </>
  ),
  'cross-circle': (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.3 14 13H2z" />
      <path d="M8 6.5v3M8 11.2v.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 4.8V8l2.2 1.4" />
    </>
  ),
  ring: <path d="M8 2a6 6 0 1 1-6 6" />,
  dashed: <circle cx="8" cy="8" r="6" strokeDasharray="2.4 2.31" />,
  ban: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="m3.9 3.9 8.2 8.2" />
    </>
  ),
  key: (
    <>
      <circle cx="5.4" cy="10.6" r="2.9" />
      <path d="m7.6 8.4 5.6-5.6M10.6 5.4l2 2" />
    </>
  ),
  stop: <rect x="3" y="3" width="10" height="10" rx="2.2" />,
  offline: (
    <>
      <path d="M2 6.6a8.6 8.6 0 0 1 3-1.9M7.4 4.1A8.6 8.6 0 0 1 14 6.6M4.3 9.2a5.3 5.3 0 0 1 2.4-1.4M10.4 8.2a5.3 5.3 0 0 1 1.3 1M8 12v.1" />
      <path d="m2.5 2.5 11 11" />
    </>
  ),
  plug: <path d="M5.5 2v3M10.5 2v3M4 5h8v2.5a4 4 0 0 1-8 0zM8 11.5V14" />,
  link: (
    <path d="M9 3h4v4M13 3 7.5 8.5M11.5 9.5v2A1.5 1.5 0 0 1 10 13H4.5a1.5 1.5 0 0 1-1.5-1.5V6A1.5 1.5 0 0 1 4.5 4.5h2" />
  ),
  gear: (
    <>
      <circle cx="8" cy="8" r="2.1" />
      <path d="m6.8 2.2-.3 1.5-1.2.7-1.4-.5-1.2 2.1 1.1 1v1.9l-1.1 1 1.2 2.1 1.4-.5 1.2.7.3 1.6h2.4l.3-1.6 1.2-.7 1.4.5 1.2-2.1-1.1-1V7l1.1-1-1.2-2.1-1.4.5-1.2-.7-.3-1.5z" />
    </>
  ),
  chevron: <path d="m4 6 4 4 4-4" />,
  back: <path d="M13 8H3.5M7.5 3.8 3.3 8l4.2 4.2" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.1 3.1" />
    </>
  ),
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  filter: <path d="M2.5 4.5h11M4.5 8h7M6.5 11.5h3" />,
  'check-all': <path d="m1.5 8.7 2.7 2.7 5.3-6M7.4 11.1l.3.3 6.3-7" />,
  eye: (
    <>
      <path d="M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8z" />
      <circle cx="8" cy="8" r="1.9" />
    </>
  ),
  'eye-off': (
    <>
      <path d="M3.6 5.2A12 12 0 0 0 1.5 8S4 12.3 8 12.3c1.1 0 2-.3 2.9-.8M6.3 4c.5-.2 1.1-.3 1.7-.3 4 0 6.5 4.3 6.5 4.3a12 12 0 0 1-1.7 2.2" />
      <path d="m2.5 2.5 11 11" />
    </>
  ),
  bin: <path d="M2.5 4.3h11M6 4.3V2.8h4v1.5M4 4.3l.6 9h6.8l.6-9M6.7 7v3.7M9.3 7v3.7" />,
  more: <path d="M3.5 8v.1M8 8v.1M12.5 8v.1" strokeWidth="2" />,
  dot: <circle cx="8" cy="8" r="3.2" fill="currentColor" />,
  download: <path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.3h10" />,
  folder: (
    <path d="M2 4.5A1.5 1.5 0 0 1 3.5 3h2.7l1.5 1.7h4.8A1.5 1.5 0 0 1 14 6.2v5.3a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 11.5z" />
  ),
  plus: <path d="M8 3.3v9.4M3.3 8h9.4" />,
  up: <path d="M8 13V3.5M3.8 7.5 8 3.3l4.2 4.2" />,
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawings

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
      {drawings[name]}
    </svg>
  )
}
