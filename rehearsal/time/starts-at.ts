/** Virtual time starts here in every rehearsal, so that nothing in a journal depends on the day. */
export const STARTS_AT = Date.UTC(2026, 0, 1, 12);
