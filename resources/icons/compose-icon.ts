import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is drawn on the ground: the pieces are ids in the source folder. */
export type Face = {
  readonly bell: 'solid' | 'hollow'
  readonly under?: 'wave' | 'dots'
  /** Runs across the mark, which gives way around it. */
  readonly slash?: true
  /** Sits in a corner; mark and ground give way around it. */
  readonly badge?: 'unread' | 'paused' | 'signed-out' | 'attention' | 'ready' | 'failed' | 'critical'
}

export type Paint = {
  /** Any SVG paint; none for icons that are only the mark. */
  readonly ground?: string
  /** Lays the tide over the ground and gives the mark more space: a depth that only large sizes can show. */
  readonly tide?: true
  readonly mark: string
  readonly badge: string
  /** Empty space around the 16 units of the drawing, in units. */
  readonly margin?: number
}

const slashWidth = 2
const slashRing = 0.75
const badgeRing = 1
const solidBell = '<use href="#bell" fill="currentColor"/>'
// Clipped to its own outline: the line lies inside and the bell keeps its size.
const hollowBell = `<g clip-path="url(#in-bell)"><use href="#bell" fill="none" stroke="currentColor" stroke-width="3"/></g>`

/** Joins the pieces of a folder into one SVG document. */
export function iconComposer(sourceFolder: string): (face: Face, paint: Paint) => string {
  const pieces = readdirSync(sourceFolder)
    .filter((name) => name.endsWith('.svg'))
    .sort()
    .map((name) => innerSvg(readFileSync(join(sourceFolder, name), 'utf8')))
    .join('')

  return (face, paint) => {
    const margin = paint.margin ?? 0
    const side = 16 + 2 * margin
    const ground = paint.ground ? `<use href="#tile" fill="${paint.ground}"/>` : ''
    const tide = paint.tide ? '<use href="#tide" fill="#fff" clip-path="url(#in-tile)"/>' : ''
    const room = paint.tide ? 'translate(8 8) scale(.9) translate(-8 -8)' : ''
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-margin} ${-margin} ${side} ${side}">
      <defs>
        ${pieces}
        <clipPath id="in-tile"><use href="#tile"/></clipPath>
        <clipPath id="in-bell"><use href="#bell"/></clipPath>
        ${clearing('around-slash', face.slash && 'slash', slashWidth + 2 * slashRing)}
        ${clearing('around-badge', face.badge, 2 * badgeRing)}
      </defs>
      <g mask="url(#around-badge)">
        ${ground}${tide}
        <g color="${paint.mark}" transform="${room}">${mark(face)}</g>
      </g>
      ${use(face.badge, `fill="${paint.badge}" fill-rule="evenodd"`)}
    </svg>`
  }
}

function mark(face: Face): string {
  const bell = face.bell === 'solid' ? solidBell : hollowBell
  const slash = use(face.slash && 'slash', `stroke="currentColor" stroke-width="${slashWidth}"`)
  return `<g mask="url(#around-slash)">${bell}${use(face.under, '')}</g>${slash}`
}

/** A mask that hides a piece, its holes too, and the ring that its stroke makes around it. */
function clearing(id: string, piece: string | undefined, strokeWidth: number): string {
  const hole = use(piece, `fill="#000" stroke="#000" stroke-width="${strokeWidth}"`)
  return `<mask id="${id}" maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16">
    <rect width="16" height="16" fill="#fff"/>${hole}</mask>`
}

function use(piece: string | undefined, attributes: string): string {
  return piece ? `<use href="#${piece}" ${attributes}/>` : ''
}

function innerSvg(svg: string): string {
  return svg.replace(/<title>.*?<\/title>/gs, '').replace(/<\/?svg[^>]*>/g, '')
}
