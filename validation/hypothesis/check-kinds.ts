/** The window of time that each kind of check looks at. */
export const CHECK_KINDS = {
  'steady-state': 'before the fault, for `baselineMinutes`',
  sustained: 'all through the fault',
  recovery: 'the fault, for what is to happen within it',
  restoration: 'the last 2 min of `recoveryMinutes`, after the fault',
} as const;

/** By which window of time a check is judged. */
export type CheckKind = keyof typeof CHECK_KINDS;

/** In the order of a game day. */
export const checkKinds = Object.keys(CHECK_KINDS) as readonly CheckKind[];

/** Whether that is a kind of check. */
export function isCheckKind(kind: string | undefined): kind is CheckKind {
  return kind !== undefined && Object.hasOwn(CHECK_KINDS, kind);
}
