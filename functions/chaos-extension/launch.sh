#!/bin/bash
# The executable that Lambda starts as the external extension `chaos-extension`. It runs the bundle on the runtime's own Node.

here="${BASH_SOURCE[0]%/*}/../chaos-extension"
source "$here/common.sh"

# Meant for the function: a preloaded tracer has no business here, and a relative path would not even load.
unset NODE_OPTIONS

# The process shares the function's memory. One thread of V8 instead of four, and a young generation that stays small,
# are 2 MB (Node 20) to 4 MB (Node 22) less at the peak and cost no time that can be measured (npm run bench --
# extension). Without the compiler (--no-opt, --jitless) it would be 8 MB less again, at twice the time.
flags=(--v8-pool-size=1 --max-semi-space-size=1)

shopt -s execfail
[[ -n "$node" ]] && exec "$node" "${flags[@]}" "$here/index.js"

# No Node, so no proxy. Lambda fails every invocation if an extension ends or does not register (Extension.Crash), so
# register for no event and wait, as the bundle would, and the function runs untouched.
problem 'this runtime has no Node.js that starts, so the function runs untouched'

connect() {
  exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API%:*}/${AWS_LAMBDA_RUNTIME_API##*:}"
}

connect
printf '%s\r\n' 'POST /2020-01-01/extension/register HTTP/1.1' "Host: $AWS_LAMBDA_RUNTIME_API" \
  "Lambda-Extension-Name: ${0##*/}" 'Content-Type: application/json' 'Content-Length: 13' '' >&3
printf '{"events":[]}' >&3
shopt -s nocasematch
while IFS= read -r line <&3 && [[ "$line" != $'\r' ]]; do
  [[ "$line" =~ ^Lambda-Extension-Identifier:\ *([^[:space:]]+) ]] && identifier="${BASH_REMATCH[1]}"
done

connect
printf '%s\r\n' 'GET /2020-01-01/extension/event/next HTTP/1.1' "Host: $AWS_LAMBDA_RUNTIME_API" \
  "Lambda-Extension-Identifier: $identifier" '' >&3
# There is no event to come: this ends with the environment.
while read -r _ <&3; do :; done
