# What the wrapper and the start of the extension have in common: which Node there is, how a problem is told, and how the runtime is
# pointed at the proxy.

# The runtime's own Node, which stands there in the Node.js runtimes of Lambda, or any other; empty where there is none.
node=/var/lang/bin/node
[[ -x "$node" ]] || node="$(command -v node)"

# As port.ts reads it: empty where it is no port.
port="${CHAOS_EXTENSION__PORT-9100}"
[[ "$port" =~ ^[1-9][0-9]{0,4}$ ]] && ((port <= 65535)) || port=''

# Writes a line to the function's log group, as log.ts does.
problem() {
  local text="${1//\\/\\\\}"
  text="${text//\"/\\\"}"
  printf '{"level":"warn","extension":"chaos-extension","event":"problem","problem":"%s"}\n' \
    "${text//[[:cntrl:]]/ }" >&2
}

# Whether there may be a proxy at all; where there cannot be one, says why.
can_proxy() {
  if [[ -z "$node" ]]; then
    problem 'this runtime has no Node.js, so the function runs untouched'
  elif [[ -z "$port" ]]; then
    problem "CHAOS_EXTENSION__PORT must be a port from 1 to 65535, not \"$CHAOS_EXTENSION__PORT\", so the function runs untouched"
  else
    return 0
  fi
  return 1
}

# 0: our proxy answered. 1: nobody listens, or not yet. 2: whoever listens is not our proxy, or hangs.
ask_proxy() (
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
  printf 'GET /chaos-extension/ready HTTP/1.0\r\n\r\n' >&3
  IFS= read -r -t 1 line <&3
  [[ "$line" == 'HTTP/1.1 200 chaos-extension'* ]] || exit 2
)

# Points the runtime that is started next at the proxy, if and only if the proxy answers; without it the function runs untouched.
#
# How it knows: it asks the proxy. A file in /tmp would not do, since /tmp outlives a reset of the environment, and a file of a dead
# proxy would leave the runtime without its API. Hence bash, which every managed runtime has: sh has no sockets. Lambda starts the
# runtime only when every extension has registered, and the extension registers after it began to listen, so the first try decides,
# except on a starved processor.
point_runtime() {
  can_proxy || return
  local try answer
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
    problem "no proxy answers at 127.0.0.1:$port, so the function runs untouched"
  fi
}
