#!/bin/bash
# The wrapper: Lambda starts it in place of the runtime (AWS_LAMBDA_EXEC_WRAPPER=/opt/bootstrap) with the runtime's
# own command as its arguments. It points the runtime at the proxy, if and only if the proxy answers; without it the
# function runs untouched.
#
# How it knows: it asks the proxy. A file in /tmp would not do, since /tmp outlives a reset of the environment, and a
# file of a dead proxy would leave the runtime without its API. Hence bash, which every managed runtime has: sh has no
# sockets. Lambda starts the runtime only when every extension has registered, and the extension registers after it
# began to listen, so the first try decides, except on a starved processor.

port="${CHAOS_EXTENSION__PORT:-9100}"

# 0: our proxy answered. 1: nobody listens, or not yet. 2: whoever listens is not our proxy, or hangs.
ask_proxy() (
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
  printf 'GET /chaos-extension/ready HTTP/1.0\r\n\r\n' >&3
  IFS= read -r -t 1 line <&3
  [[ "$line" == 'HTTP/1.1 200 chaos-extension'* ]] || exit 2
)

# Ten tries, a tenth of a second apart: with a proxy that hangs, at most two seconds of the 10 s of the Init phase.
for try in 1 2 3 4 5 6 7 8 9 10; do
  ask_proxy
  answer=$?
  [[ $answer == 1 ]] || break
  sleep 0.1
done

if [[ $answer == 0 ]]; then
  export AWS_LAMBDA_RUNTIME_API="127.0.0.1:$port"
else
  printf '{"level":"warn","extension":"chaos-extension","event":"problem","problem":"%s"}\n' \
    "no proxy answers at 127.0.0.1:$port, so the function runs untouched" >&2
fi

# The wrapper that the function had before this one took its place.
wrapped="${CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER:-}"
if [[ -n "$wrapped" && ! "$wrapped" -ef "$0" ]]; then
  exec -- "$wrapped" "$@"
fi
exec -- "$@"
