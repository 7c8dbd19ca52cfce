#!/bin/bash
# Runs when the package is removed, and in the middle of an upgrade too. Undoes what the installation did besides
# laying down files. What belongs to users is never touched.

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  if apparmor_status --enabled >/dev/null 2>&1 && hash apparmor_parser 2>/dev/null; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi

# A deb names the occasion; an rpm counts the versions that are left.
case "$1" in
  remove | 0)
    if hash update-alternatives 2>/dev/null; then
      update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}' || true
    else
      rm -f '/usr/bin/${executable}'
    fi
    if hash update-desktop-database 2>/dev/null; then
      update-desktop-database /usr/share/applications || true
    fi
    echo 'Tidings is removed. History and settings stay with each user, in ~/.config/Tidings, and so does a start'
    echo 'at login that was switched on, in ~/.config/autostart/tidings.desktop: delete them to forget all.'
    ;;
esac
exit 0
