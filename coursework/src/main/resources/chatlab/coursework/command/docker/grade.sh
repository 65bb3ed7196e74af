#!/bin/sh
# Grades one submission in a container of its own: ./grade.sh SUBMISSION GRADES
#
#   LAB_IMAGE      the image, built from coursework/containers/Containerfile (chat-lab)
#   LAB_RUNTIME    docker, or podman
set -eu
if [ $# -ne 2 ]; then
    echo "usage: $0 SUBMISSION GRADES" >&2
    exit 2
fi
here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
submission=$(realpath "$1")
mkdir -p "$2"
grades=$(realpath "$2")

exec "${LAB_RUNTIME:-docker}" run --rm --network none --cpus 2 --memory 2g --pids-limit 700 \
    --security-opt no-new-privileges --cap-drop ALL --user "$(id -u):$(id -g)" --env HOME=/tmp \
    --volume "$here/rubric.yaml:/rubric.yaml:ro" \
    --volume "$submission:/in/$(basename "$submission"):ro" \
    --volume "$grades:/grades" \
    "${LAB_IMAGE:-chat-lab}" grade --rubric /rubric.yaml "/in/$(basename "$submission")" \
    --out /grades --sandbox "${LAB_SANDBOX:-process}"
