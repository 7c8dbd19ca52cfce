#!/bin/sh
# Runs when the package is removed, and in the middle of an upgrade too. Undoes what the installation did besides
# laying down files. What belongs to users is never touched.
set -e

# A deb names the occasion; an rpm counts the versions that are left.
case "$1" in
  remove | purge | 0)
    profile='/etc/apparmor.d/${executable}'
    if [ -f "$profile" ]; then
      apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
      rm -f "$profile"
    fi
    ;;
esac

case "$1" in
  remove | 0)
    echo 'Tidings is removed. History and settings stay with each user, in ~/.config/Tidings, and so does a start'
    echo 'at login that was switched on, in ~/.config/autostart/tidings.desktop: delete them to forget all.'
    ;;
esac

exit 0
