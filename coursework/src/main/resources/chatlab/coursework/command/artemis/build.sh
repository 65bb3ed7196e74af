#!/usr/bin/env bash
# The build script of an Artemis exercise: grades the student's repository, in the folder assignment,
# by the rubric of the test repository. Artemis reads results/*.xml.
set -u
lab=${LAB_COMMAND:-lab}
assignment=${LAB_ASSIGNMENT:-assignment}
tests=${LAB_TESTS:-.}
grades=$(mktemp -d)
trap 'rm -rf "$grades"' EXIT
mkdir -p results

"$lab" grade --rubric "$tests/rubric.yaml" "$assignment" --out "$grades" \
    --sandbox "${LAB_SANDBOX:-process}" --chat never --format artemis >"$grades/log" 2>&1
code=$?
for result in "$grades"/*/artemis.xml; do
    if [ -f "$result" ]; then
        cp "$result" results/lab.xml
        exit 0
    fi
done
# Nothing was graded: that is the machine's fault, and must not look like failed tests.
echo "The submission could not be graded (exit code $code):" >&2
cat "$grades/log" >&2
exit 1
