#!/usr/bin/env bash
# Makes the disk image for macOS out of dist/FacturDesk.app; runs on macOS alone (hdiutil).
#   packaging/macos/dmg.sh dist
set -euo pipefail
target=$1
root=$(cd "$(dirname "$0")/../.." && pwd)
version=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' "$root/facturdesk/__init__.py")
image="$target/FacturDesk-$version-$(uname -m).dmg"

# without a certificate of the maker, an ad-hoc signature: Apple's processors start nothing unsigned
codesign --force --deep --sign "${SIGNING_IDENTITY:--}" "$target/FacturDesk.app"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -R "$target/FacturDesk.app" "$folder/"
ln -s /Applications "$folder/Applications"
rm -f "$image"
hdiutil create -quiet -volname FacturDesk -srcfolder "$folder" -format UDZO "$image"
echo "$image"
