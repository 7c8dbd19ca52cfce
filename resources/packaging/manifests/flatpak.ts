import { stringify } from 'yaml'
import type { AppFacts } from '../app-facts.ts'
import type { Asset, Processor } from './assets.ts'

/** The yearly release of the runtime, and of the base that Electron needs on it. */
const runtimeVersion = '25.08'

/** What the app may reach outside its sandbox, each with the reason. */
const permissions: readonly (readonly [argument: string, reason: string])[] = [
  ['--share=network', 'the connection to the server'],
  ['--share=ipc', 'X11 needs it'],
  ['--socket=wayland', 'the window'],
  ['--socket=fallback-x11', 'the window, where there is no Wayland'],
  ['--device=dri', 'drawing the window'],
  ['--filesystem=xdg-download', 'results are downloaded there'],
  ['--talk-name=org.freedesktop.Notifications', 'notifications with buttons, and whether they can appear'],
  ['--talk-name=org.kde.StatusNotifierWatcher', 'the tray'],
  ['--talk-name=com.canonical.AppMenu.Registrar', 'the menu of the tray'],
  ['--talk-name=org.freedesktop.secrets', 'access tokens, in the keyring'],
  ['--system-talk-name=org.freedesktop.login1', 'reconnecting after sleep'],
]

/** The manifest for flatpak-builder: the files of the deb, on the runtime that Electron apps use. */
export function flatpakFiles(
  facts: AppFacts,
  debs: readonly (readonly [Processor, Asset])[],
): Readonly<Record<string, string>> {
  const { appId, executable, productName } = facts
  const desktopEntry = `share/applications/${appId}.desktop`
  const icons = [16, 32, 48, 64, 128, 256, 512].map((size) => `${size}x${size}`)
  const source = (asset: Asset, processor: string) => ({
    type: 'file',
    url: asset.url,
    sha256: asset.sha256,
    'dest-filename': `${executable}.deb`,
    'only-arches': [processor],
  })
  const manifest = {
    id: appId,
    runtime: 'org.freedesktop.Platform',
    'runtime-version': runtimeVersion,
    sdk: 'org.freedesktop.Sdk',
    base: 'org.electronjs.Electron2.BaseApp',
    'base-version': runtimeVersion,
    command: executable,
    'finish-args': permissions.map(([argument]) => argument),
    modules: [
      {
        name: executable,
        buildsystem: 'simple',
        'build-commands': [
          `ar x ${executable}.deb && tar -xf data.tar.*`,
          `cp -r opt/${productName} /app/main`,
          // Flatpak installs the updates.
          'rm -f /app/main/resources/app-update.yml /app/main/resources/package-type',
          `install -Dm755 ${executable}.sh /app/bin/${executable}`,
          `install -Dm644 usr/share/applications/${executable}.desktop /app/${desktopEntry}`,
          `desktop-file-edit --set-key=Exec --set-value='${executable} %U' --set-icon=${appId} /app/${desktopEntry}`,
          ...icons.map(
            (size) =>
              `install -Dm644 usr/share/icons/hicolor/${size}/apps/${executable}.png /app/share/icons/hicolor/${size}/apps/${appId}.png`,
          ),
          `install -Dm644 usr/share/metainfo/${appId}.metainfo.xml -t /app/share/metainfo`,
          `sed -i 's|>${executable}.desktop<|>${appId}.desktop<|' /app/share/metainfo/${appId}.metainfo.xml`,
          `install -Dm644 opt/${productName}/resources/LICENSE.txt -t /app/share/licenses/${appId}`,
        ],
        sources: [
          ...debs.map(([processor, asset]) => source(asset, processor)),
          {
            type: 'script',
            'dest-filename': `${executable}.sh`,
            // Chromium's sandbox, by the means that Flatpak offers.
            commands: [`exec zypak-wrapper /app/main/${executable} "$@"`],
          },
        ],
      },
    ],
  }
  const reasons = permissions.map(([argument, reason]) => `#   ${argument}: ${reason}`)
  const head = `# Made by npm run manifests. What the app may reach outside its sandbox:\n${reasons.join('\n')}\n`
  return { [`flatpak/${appId}.yml`]: head + stringify(manifest, { lineWidth: 0 }) }
}
