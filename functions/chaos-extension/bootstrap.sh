#!/bin/bash
# The wrapper: Lambda starts it in place of the runtime (AWS_LAMBDA_EXEC_WRAPPER=/opt/bootstrap) with the runtime's own command as its
# arguments. It points the runtime at the proxy.

source "${BASH_SOURCE[0]%/*}/chaos-extension/common.sh"
point_runtime

# The wrapper that the function had before this one took its place.
wrapped="${CHAOS_EXTENSION__WRAPPED_EXEC_WRAPPER:-}"
if [[ -n "$wrapped" && ! "$wrapped" -ef "$0" ]]; then
  exec -- "$wrapped" "$@"
fi
exec -- "$@"
