#!/bin/bash
# The wrapper: Lambda starts it in place of the runtime (AWS_LAMBDA_EXEC_WRAPPER=/opt/bootstrap) with the runtime's own command as its
# arguments. It points the runtime at the proxy.
#
# Where the function had a wrapper before, that one goes first, as if this one were not there: it may point the runtime at a proxy of
# its own (Datadog's AppSec and AWS FIS do), which would pass ours by. In place of the runtime's program it is given a stand-in, which
# it starts in the end; the stand-in points the runtime at our proxy, and our proxy at theirs. A prefix would not do for a stand-in:
# wrappers put options behind the program.

here="${BASH_SOURCE[0]%/*}/chaos-extension"
source "$here/common.sh"

stand_in="$here/runtime"
wrapped="${CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER:-}"

# The second time, that wrapper has started this one again: then it is not started again.
if [[ -n "$wrapped" && ! "$wrapped" -ef "$0" && -z "${CHAOS_EXTENSION__PROGRAM:-}" ]]; then
  can_proxy || exec -- "$wrapped" "$@"
  CHAOS_EXTENSION__PROGRAM="$1" exec -- "$wrapped" "$stand_in" "${@:2}"
fi

# The stand-in does so itself.
if [[ ! "$1" -ef "$stand_in" ]]; then
  unset CHAOS_EXTENSION__PROGRAM
  point_runtime
fi
exec -- "$@"
