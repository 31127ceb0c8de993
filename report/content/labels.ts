import type { CheckKind, CheckResult, Status, Verdict, World } from '../../experiment/journal/journal';
import type { PreflightName, PreflightResult } from '../../experiment/journal/preflight-result';

/** Sign and word of each verdict, as every report says them. */
export const VERDICTS: Readonly<Record<Verdict, { symbol: string; word: string }>> = {
  held: { symbol: '✓', word: 'held' },
  refuted: { symbol: '✗', word: 'refuted' },
  inconclusive: { symbol: '?', word: 'inconclusive' },
};

/** Where the game day took place, so that nobody takes a rehearsal for the real thing. */
export const WORLDS: Readonly<Record<World, { word: string; meaning: string }>> = {
  rehearsal: {
    word: 'rehearsal',
    meaning: 'A rehearsal in virtual time, from the synthesised Terraform. No AWS account was touched.',
  },
  aws: { word: 'AWS', meaning: 'A game day on AWS. All values were measured there.' },
};

/** What became of the experiment, in a word or two and as a sentence. */
export const STATUSES: Readonly<Record<Status, { word: string; sentence: string }>> = {
  completed: { word: 'completed', sentence: 'The experiment ran to its end.' },
  stopped: { word: 'stopped', sentence: 'The experiment was stopped before its end.' },
  failed: { word: 'failed', sentence: 'The experiment failed.' },
  aborted: { word: 'not started', sentence: 'The experiment was not started.' },
  interrupted: { word: 'interrupted', sentence: 'The runner was interrupted.' },
  running: { word: 'not over', sentence: 'The game day is not over, or its runner died.' },
};

/** What each kind of check asks. */
export const KINDS: Readonly<Record<CheckKind, { word: string; question: string }>> = {
  'steady-state': { word: 'Steady state', question: 'Was everything healthy before the fault?' },
  sustained: { word: 'Sustained', question: 'Were the other regions unaffected during the fault?' },
  recovery: {
    word: 'Recovery',
    question: 'Was the fault detected, and were the customers moved away in time?',
  },
  restoration: { word: 'Restoration', question: 'Did everything return to normal after the fault?' },
};

/** What each check before the start asks, as the statement that should be true. */
export const PREFLIGHT: Readonly<Record<PreflightName, string>> = {
  credentials: "the credentials are of the lab's account",
  template: 'the experiment template is the local one',
  document: 'the SSM document is active',
  'safety-lever': "FIS' safety lever is disengaged",
  'stop-alarms': 'the stop alarms are OK',
  'health-checks': 'the health checks are healthy',
  'health-check-hosts': "each health check watches its own region's host",
  targets: 'the fault can be attached to every target',
  'account-limits': 'Lambda lets run at once what is needed',
  'no-fault': 'no target carries the fault',
  'no-other-experiment': 'no other experiment is running',
  lease: 'no other game day holds the API',
  customers: 'the customers are being served',
  clock: "this machine's clock is near AWS', and steady",
};

/** Sign and word of a check's outcome. */
export function outcome(check: Pick<CheckResult, 'held'>): {
  symbol: string;
  word: string;
  verdict: Verdict;
} {
  if (check.held === null) return { symbol: '?', word: 'not measured', verdict: 'inconclusive' };
  return check.held
    ? { symbol: '✓', word: 'held', verdict: 'held' }
    : { symbol: '✗', word: 'did not hold', verdict: 'refuted' };
}

/** Sign and word of what a check before the start found. */
export function preflightOutcome({ passed, advice }: Pick<PreflightResult, 'passed' | 'advice'>): {
  symbol: string;
  word: string;
  verdict: Verdict;
} {
  if (passed === null) return { symbol: '?', word: 'not known', verdict: 'inconclusive' };
  if (passed && advice !== '')
    return { symbol: '!', word: 'passed, with a warning', verdict: 'inconclusive' };
  return passed
    ? { symbol: '✓', word: 'passed', verdict: 'held' }
    : { symbol: '✗', word: 'did not pass', verdict: 'refuted' };
}
