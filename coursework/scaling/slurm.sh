#!/bin/sh
# One part of a cohort as a task of a Slurm array:
#
#   sbatch --array=1-10 slurm.sh LAB SUBMISSIONS GRADES
#
# When all tasks have ended: lab grade merge --lab LAB --out GRADES/all GRADES/part-*
# A task that failed is run again alone: sbatch --array=7 --export=ALL,PARTS=10 slurm.sh …
#SBATCH --job-name=lab-grade
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=02:00:00
set -eu
parts=${PARTS:-$SLURM_ARRAY_TASK_COUNT}
exec lab grade --lab "$1" "$2" --out "$3/part-$SLURM_ARRAY_TASK_ID" \
    --shard "$SLURM_ARRAY_TASK_ID/$parts"
