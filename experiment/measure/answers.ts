import type { Clock } from '../time/clock';
import type { DeployedRegion } from '../deployment/deployment';

/** Asks a URL, and says how it was answered; rejects where it was not. */
export type Ask = (url: string) => Promise<{ readonly status: number; readonly seconds: number }>;

/** How a path of a region's API was answered. */
export interface Answer {
  readonly url: string;
  /** Answered 200 within a second. */
  readonly prompt: boolean;
  /** In words. */
  readonly detail: string;
}

const PATHS = ['/api/hello', '/api/health'];

/** A function without the fault answers in milliseconds, and in well under a second when its environment is new. */
const PROMPT_SECONDS = 1;

/** The first answers after a change may come from new execution environments, or from none yet. */
const TRIES = 5;
const PAUSE_MS = 3_000;

/** Asks both paths of a region at its own host, until they are answered promptly, five times at most. */
export async function askRegion(ask: Ask, clock: Clock, region: DeployedRegion): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const path of PATHS) answers.push(await askPath(ask, clock, `https://${region.host}${path}`));
  return answers;
}

async function askPath(ask: Ask, clock: Clock, url: string): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await askOnce(ask, url);
    if (answer.prompt || attempt === TRIES) return answer;
    await clock.sleep(PAUSE_MS);
  }
}

async function askOnce(ask: Ask, url: string): Promise<Answer> {
  try {
    const { status, seconds } = await ask(url);
    const detail = `${status} after ${Math.round(seconds * 1000)} ms`;
    return { url, prompt: status === 200 && seconds <= PROMPT_SECONDS, detail };
  } catch (error) {
    return { url, prompt: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
