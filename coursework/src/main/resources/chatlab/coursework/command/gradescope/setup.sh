#!/bin/sh
# Runs once, when Gradescope builds the container: gets a JDK, Maven and the lab, and builds it.
set -eu
root=${AUTOGRADER_ROOT:-/autograder}
# shellcheck source=/dev/null
. "$root/source/lab.conf"

if ! command -v git >/dev/null || ! command -v mvn >/dev/null; then
    apt-get update
    apt-get install -y --no-install-recommends git maven bubblewrap
fi
rm -rf "$root/lab"
git clone --quiet "$LAB_REPOSITORY" "$root/lab"
git -C "$root/lab" -c advice.detachedHead=false checkout --quiet "$LAB_REVISION"
# The first start builds. It says so where there is no JDK that is new enough: choose an image with one.
"$root/lab/lab" --version
