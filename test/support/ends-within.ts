/** No program that a test starts takes so long; one that hangs is ended while its test can still say what it printed. */
export const ENDS_WITHIN_MS = 10 * 60_000;
