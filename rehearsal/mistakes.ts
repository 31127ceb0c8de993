import type { LabConfig } from '../validation/lab-config/lab-config';
import { choiceAdvice } from '../validation/suggestion';

/** A named misconfiguration, applied before the synthesis, to show what the hypothesis catches. */
interface Mistake {
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly summary: string;
  apply(config: LabConfig): LabConfig;
}

/** All that can be rehearsed with `--mistake`. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: 'crossed-health-check',
    summary: "the failed region's health check asks another region's host, as in the original lab",
    apply: (config) => {
      const other = config.regions.find(({ region }) => region !== config.fault.region);
      if (other === undefined) return config;
      const healthCheckHost = `${config.host}.${other.label}.${config.zone}`;
      return {
        ...config,
        regions: config.regions.map((region) =>
          region.region === config.fault.region ? { ...region, healthCheckHost } : region,
        ),
      };
    },
  },
];

/**
 * The configuration with a mistake in it.
 * @throws RangeError that names the likely one
 */
export function makeMistake(config: LabConfig, name: string): LabConfig {
  const mistake = MISTAKES.find((candidate) => candidate.name === name);
  if (mistake === undefined) {
    const names = MISTAKES.map((candidate) => candidate.name);
    throw new RangeError(`there is no mistake "${name}"; ${choiceAdvice(name, names)}`);
  }
  return mistake.apply(config);
}
