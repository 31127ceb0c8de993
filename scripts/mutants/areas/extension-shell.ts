import type { MutatedFile } from '../mutant';

const WRAPPER = 'test/functions/chaos-extension/wrapper.test.ts';
const EARLIER_WRAPPER = 'test/functions/chaos-extension/earlier-wrapper.test.ts';

/** How the extension and the runtime are started. */
export const extensionShell: readonly MutatedFile[] = [
  {
    file: 'functions/chaos-extension/common.sh',
    tests: [WRAPPER],
    mutants: [
      {
        breaks: 'points the runtime at a proxy that does not answer',
        find: '*) problem "no proxy answers',
        replace: '*) export AWS_LAMBDA_RUNTIME_API="127.0.0.1:$port"; problem "no proxy answers',
      },
      {
        breaks: 'takes whoever listens at the port for the proxy',
        find: '*) exit 2 ;;',
        replace: '*) exit 0 ;;',
      },
      {
        breaks: 'points the runtime at a proxy that refuses to forward where the runtime would have gone',
        tests: [EARLIER_WRAPPER],
        find: '3) problem',
        replace: '3) export AWS_LAMBDA_RUNTIME_API="127.0.0.1:$port"; problem',
      },
      {
        breaks: 'does not wait for a proxy that is late',
        find: 'for try in 1 2 3 4 5 6 7 8 9 10; do',
        replace: 'for try in 1; do',
      },
      {
        breaks: 'waits for a proxy on a runtime that has no Node.js to run it',
        find: 'if [[ -z "$node" ]]; then',
        replace: 'if false; then',
      },
      {
        breaks: 'asks at another port than the extension listens at',
        find: 'port="${CHAOS_EXTENSION__PORT-9100}"',
        replace: 'port=9100',
      },
      {
        breaks: 'takes an empty port for none that was set',
        find: 'port="${CHAOS_EXTENSION__PORT-9100}"',
        replace: 'port="${CHAOS_EXTENSION__PORT:-9100}"',
      },
      {
        breaks: 'does not tell the proxy where the runtime would have gone',
        tests: [EARLIER_WRAPPER],
        find: '"Chaos-Extension-Forward-To: ${AWS_LAMBDA_RUNTIME_API//[[:cntrl:]]/}"',
        replace: '"Chaos-Extension-Forward-To: 127.0.0.1:$port"',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/bootstrap.sh',
    tests: [WRAPPER],
    mutants: [
      {
        breaks: 'splits the arguments of the runtime',
        find: 'fi\nexec -- "$@"\n',
        replace: 'fi\nexec -- $@\n',
      },
      {
        breaks: 'does not start the wrapper that the function had before',
        tests: [EARLIER_WRAPPER],
        find: 'if [[ -n "$wrapped" &&',
        replace: 'if [[ -z "$wrapped" &&',
      },
      {
        breaks: 'points the runtime at the proxy before their wrapper moves it',
        tests: [EARLIER_WRAPPER],
        find: 'CHAOS_EXTENSION__PROGRAM="$1" exec -- "$wrapped" "$stand_in" "${@:2}"',
        replace: 'point_runtime; exec -- "$wrapped" "$@"',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/runtime.sh',
    tests: [EARLIER_WRAPPER],
    mutants: [
      {
        breaks: 'leaves the runtime at the address to which their wrapper moved it',
        find: 'point_runtime\n',
        replace: '',
      },
    ],
  },
  {
    file: 'functions/chaos-extension/launch.sh',
    tests: ['test/functions/chaos-extension/process.test.ts'],
    mutants: [
      {
        breaks: 'ends where the runtime has no Node.js, and so fails every invocation',
        find: 'while read -r _ <&3; do :; done',
        replace: '',
      },
      {
        breaks: 'registers under another name than its file',
        find: '"Lambda-Extension-Name: ${0##*/}"',
        replace: '"Lambda-Extension-Name: $0"',
      },
    ],
  },
];
