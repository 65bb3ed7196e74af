#!/bin/sh
# Grades a cohort on several machines with GNU parallel, over ssh and a shared folder.
#
#   scaling/parallel.sh LAB SUBMISSIONS GRADES PARTS [MACHINES]
#
# SUBMISSIONS and GRADES are absolute paths that every machine sees. MACHINES is a file for
# parallel --sshloginfile, a machine in each line; without it, everything runs here.
# Run it again after a failure: finished parts only check that nothing has changed.
set -eu
number=$1 submissions=$2 grades=$3 parts=$4

set -- "${5:+--sshloginfile=$5}"
[ -n "$1" ] || shift
seq "$parts" | parallel --jobs 1 "$@" \
    lab grade --lab "$number" "$submissions" --out "$grades/part-{}" --shard "{}/$parts"

set --
for part in $(seq "$parts"); do set -- "$@" "$grades/part-$part"; done
lab grade merge --lab "$number" --out "$grades/all" "$@"
