#!/bin/bash
# Stands in for the runtime's program while a wrapper runs that the function had before ours: that wrapper starts it with the arguments
# of the runtime and, maybe, another address of the Runtime API. It points the runtime at our proxy, and our proxy at that address.

source "${BASH_SOURCE[0]%/*}/common.sh"

# Set by our wrapper; a wrapper that hands on no environment loses it, and the layer is for Node.js only.
program="${CHAOS_EXTENSION__PROGRAM:-$node}"
unset CHAOS_EXTENSION__PROGRAM

point_runtime
exec -- "$program" "$@"
