#!/usr/bin/env bash
# Daily copy of the database and of the photos into /backup. `backup.sh once` makes one now.
set -euo pipefail

target=${BACKUP_DIR:-/backup}
source=${SOURCE_DIR:-/data}
keep_days=${BACKUP_KEEP_DAYS:-14}
at=${BACKUP_AT_UTC:-19:00}

backup() {
  local file
  file="$target/gridwhistle-$(date -u +%Y%m%d-%H%M%S).dump"
  # Under another name until it is whole and readable: a broken dump must never look like a good one.
  pg_dump --format=custom --file="$file.part"
  pg_restore --list "$file.part" >/dev/null
  mv "$file.part" "$file"
  # Photos never change once written, so only new ones are copied. The logs are not kept.
  mkdir -p "$target/data"
  for entry in "$source"/*; do
    case "$(basename "$entry")" in
      logs | run | '*') ;;
      *) cp -a --update "$entry" "$target/data/" ;;
    esac
  done
  # Old dumps go only after a new one has been made.
  find "$target" -maxdepth 1 -name 'gridwhistle-*.dump' -mtime "+$keep_days" -delete
  find "$target" -maxdepth 1 -name 'gridwhistle-*.dump.part' -mmin +120 -delete
  echo "$(date -u +%FT%TZ) backup $(basename "$file") $(du -h "$file" | cut -f1)"
}

if [ "${1:-}" = once ]; then
  backup
  exit
fi

trap 'exit 0' TERM INT
while true; do
  now=$(date -u +%s)
  next=$(date -u -d "today $at" +%s)
  if [ "$next" -le "$now" ]; then next=$(date -u -d "tomorrow $at" +%s); fi
  # In the background, so that a stop is obeyed at once.
  sleep $((next - now)) &
  wait $!
  # As a program of its own: inside `||` bash would go on after a failed step.
  bash "$0" once || echo "$(date -u +%FT%TZ) backup FAILED; the next attempt is at $at UTC" >&2
done
