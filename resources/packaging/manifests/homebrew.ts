import type { AppFacts } from '../app-facts.ts'
import type { Asset } from './assets.ts'

/** The cask, for a tap or for Homebrew's own. */
export function homebrewFiles(facts: AppFacts, image: Asset): Readonly<Record<string, string>> {
  const { appId, executable, productName, version } = facts
  // A cask says the version once.
  const url = image.url.replaceAll(version, '#{version}')
  return {
    [`homebrew/${executable}.rb`]: `cask "${executable}" do
  version "${version}"
  sha256 "${image.sha256}"

  url "${url}"
  name "${productName}"
  desc "${facts.synopsis}"
  homepage "${facts.homepage}"

  auto_updates true
  depends_on macos: ">= :monterey"

  app "${productName}.app"

  uninstall quit: "${appId}"

  zap trash: [
    "~/Library/Application Support/${productName}",
    "~/Library/Logs/${productName}",
    "~/Library/Preferences/${appId}.plist",
    "~/Library/Saved Application State/${appId}.savedState",
  ]
end
`,
  }
}
