#!/bin/sh
# Runs HAProxy, and hands it the certificate of the TURN name: the given one, or the one Caddy holds, anew whenever Caddy has renewed it.
# A change is taken up without ending a connection.
set -eu

mkdir -p "$CERTIFICATES"

newest() {
  if [ "${TLS:-automatic}" = given ]; then
    echo /certificates/balint.crt
    return
  fi
  # shellcheck disable=SC2012
  ls -t "$CADDY_DATA"/certificates/*/"$TURN_DOMAIN/$TURN_DOMAIN.crt" 2>/dev/null | head -n 1
}

# Succeeds when there is a new one.
take() {
  certificate=$(newest)
  [ -n "$certificate" ] || return 1
  cat "$certificate" "${certificate%.crt}.key" >"$CERTIFICATES/../turn.new" || return 1
  if cmp -s "$CERTIFICATES/../turn.new" "$CERTIFICATES/turn.pem"; then return 1; fi
  mv "$CERTIFICATES/../turn.new" "$CERTIFICATES/turn.pem"
}

take || true
haproxy -W -db -f "$(dirname "$0")/haproxy.cfg" &
proxy=$!
trap 'kill -TERM "$proxy"; wait "$proxy"; exit' TERM INT
while kill -0 "$proxy" 2>/dev/null; do
  sleep "${LOOK_EVERY:-30}" &
  wait $! || true
  if take; then kill -USR2 "$proxy"; fi
done
wait "$proxy"
