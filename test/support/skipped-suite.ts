import { skippedTitle } from '../../scripts/test/skip-reason';

/** `describe` without its variants. */
export type Suite = (title: string, tests: () => void) => void;

/**
 * `describe`; where there is a reason to skip, one that skips, with the reason in its title: `npm test` tells it at its end.
 * @throws Error with the reason, with REQUIRE_E2E=1
 */
export function suiteUnless(reason: string | null): Suite {
  if (reason === null) return describe;
  if (process.env.REQUIRE_E2E === '1') throw new Error(reason);
  const { skip } = describe;
  return (title, tests) => skip(skippedTitle(title, reason), tests);
}
