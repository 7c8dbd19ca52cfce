#!/bin/sh
# Runs after each installation and upgrade. The package's files include the link in /usr/bin; desktop entry, icons,
# manual page and metadata are noticed by the triggers of their own packages.
set -e

# Chromium's sandbox uses user namespaces; where the kernel has none, its helper needs root's rights instead.
if unshare --user true 2>/dev/null; then
  chmod 0755 '/opt/${sanitizedProductName}/chrome-sandbox'
else
  chmod 4755 '/opt/${sanitizedProductName}/chrome-sandbox'
fi

# Ubuntu 24.04 and later allow user namespaces only to programs that an AppArmor profile names. Older AppArmor does
# not understand the profile and does not need it.
source='/opt/${sanitizedProductName}/resources/apparmor-profile'
profile='/etc/apparmor.d/${executable}'
if aa-enabled --quiet 2>/dev/null && apparmor_parser --skip-kernel-load --skip-cache "$source" >/dev/null 2>&1; then
  cp -f "$source" "$profile"
  if ! ischroot 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache "$profile" >/dev/null 2>&1 || rm -f "$profile"
  fi
fi

exit 0
