import type { DesktopPlatform } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import styles from './tray-picture.module.css'

/** The tile of the app's icon with its bell, at this place of the picture. */
function TidingsIcon({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle className={styles.ring} cx="6" cy="6" r="10" />
      <path className={styles.bell} d="M1.6 8.6c.7-.8.9-1.7.9-3.4a3.5 3.5 0 0 1 7 0c0 1.7.2 2.6.9 3.4z" />
      <path className={styles.line} d="M4.8 10.7a1.4 1.4 0 0 0 2.4 0" />
    </g>
  )
}

/** A bar of the desktop with icons, the one of Tidings among them, and a clock at its end. */
function Bar({ y, isFaint = false }: { readonly y: number; readonly isFaint?: boolean }) {
  return (
    <g transform={`translate(0 ${y})`} opacity={isFaint ? 0.45 : undefined}>
      <rect className={styles.bar} x="1" width="238" height="22" />
      <rect className={styles.other} x="9" y="6" width="10" height="10" rx="3" />
      <rect className={styles.other} x="25" y="9" width="34" height="4" rx="2" />
      <rect className={styles.other} x="146" y="6" width="10" height="10" rx="3" />
      <rect className={styles.clock} x="204" y="9" width="26" height="4" rx="2" />
      <TidingsIcon x={174} y={5} />
    </g>
  )
}

/** The taskbar: its programs in the middle, the arrow, the icons and the clock in the corner. */
function Taskbar() {
  return (
    <g transform="translate(0 91)">
      <rect className={styles.bar} x="1" width="238" height="28" />
      {[86, 103, 120, 137].map((x) => (
        <rect key={x} className={styles.other} x={x} y="9" width="11" height="11" rx="3" />
      ))}
      <path className={styles.arrow} d="M158 16l4-4 4 4" />
      <TidingsIcon x={178} y={8} />
      <rect className={styles.clock} x="208" y="8" width="22" height="4" rx="2" />
      <rect className={styles.clock} x="212" y="16" width="18" height="4" rx="2" />
    </g>
  )
}

/** A drawing of this kind of desktop, with a ring around the icon of Tidings. */
export function TrayPicture({ platform }: { readonly platform: DesktopPlatform }) {
  const { t } = useI18n()
  return (
    <svg
      className={styles.picture}
      viewBox="0 0 240 120"
      role="img"
      aria-label={t(`first-run.picture-${platform}`)}
    >
      <clipPath id="tray-screen">
        <rect x="1" y="1" width="238" height="118" rx="8" />
      </clipPath>
      <g clipPath="url(#tray-screen)">
        <rect className={styles.screen} x="1" y="1" width="238" height="118" />
        <rect className={styles.window} x="58" y="34" width="104" height="48" rx="5" />
        <path className={styles.line} d="M58 45h104" />
        {platform === 'windows' ? <Taskbar /> : <Bar y={1} />}
        {platform === 'linux' && <Bar y={97} isFaint />}
      </g>
      <rect className={styles.frame} x="1" y="1" width="238" height="118" rx="8" />
    </svg>
  )
}
