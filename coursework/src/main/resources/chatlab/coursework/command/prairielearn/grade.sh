#!/bin/sh
# Grades one submission in PrairieLearn's container, and leaves results.json where PrairieLearn looks.
set -u
root=${GRADE_ROOT:-/grade}
lab=${LAB_COMMAND:-lab}
grades=$(mktemp -d)
trap 'rm -rf "$grades"' EXIT
mkdir -p "$root/results"

# The student has uploaded one archive, or the files themselves.
submission=$root/student
for archive in "$root"/student/*.zip; do
    if [ -f "$archive" ]; then submission=$archive; fi
done

"$lab" grade --rubric "$root/tests/rubric.yaml" "$submission" --out "$grades" \
    --sandbox "${LAB_SANDBOX:-process}" --chat never --format prairielearn >"$grades/log" 2>&1
code=$?
for result in "$grades"/*/prairielearn.json; do
    if [ -f "$result" ]; then
        cp "$result" "$root/results/results.json"
        exit 0
    fi
done
# Nothing was graded: that is the machine's fault, and must cost no attempt.
echo "The submission could not be graded (exit code $code):" >&2
cat "$grades/log" >&2
exit 1
