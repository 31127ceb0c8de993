# What the wrapper, the stand-in for the runtime's program and the start of the extension have in common: which Node there is, how a
# problem is told, and how the runtime is pointed at the proxy.

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

# Tells the proxy where the runtime would have gone, which is where it shall forward to. 0: it will. 1: nobody listens, or not yet.
# 2: whoever listens is not our proxy, or hangs. 3: it refuses to forward there.
ask_proxy() (
  exec 2>/dev/null
  exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
  # A control character in the address would begin a header of its own.
  printf '%s\r\n' 'GET /chaos-extension/ready HTTP/1.0' \
    "Chaos-Extension-Forward-To: ${AWS_LAMBDA_RUNTIME_API//[[:cntrl:]]/}" '' >&3
  IFS= read -r -t 1 line <&3
  case "$line" in
    'HTTP/1.1 200 chaos-extension'*) exit 0 ;;
    'HTTP/1.1 403 chaos-extension'*) exit 3 ;;
    *) exit 2 ;;
  esac
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
  case $answer in
    0) export AWS_LAMBDA_RUNTIME_API="127.0.0.1:$port" ;;
    3) problem "the proxy forwards to Lambda or within this environment only, and not to $AWS_LAMBDA_RUNTIME_API, so the function runs untouched" ;;
    *) problem "no proxy answers at 127.0.0.1:$port, so the function runs untouched" ;;
  esac
}
