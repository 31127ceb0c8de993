import { InvalidArgumentError } from 'commander';

/** The value of an option that takes an integer; chance is drawn from it, so it must be exact. */
export function integer(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('use an integer, such as 7');
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new InvalidArgumentError(`use an integer of at most ${Number.MAX_SAFE_INTEGER}`);
  }
  return value;
}

/** Takes the value of an option that counts something: from one to the most. */
export function countUpTo(most: number): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('use a positive integer, such as 1000');
    if (Number(text) > most) throw new InvalidArgumentError(`use at most ${most}`);
    return Number(text);
  };
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** The value in milliseconds of an option that takes a length of time. */
export function milliseconds(text: string): number {
  const [, number, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const factor = UNITS[unit];
  if (number === undefined || factor === undefined) {
    throw new InvalidArgumentError('use a number with its unit, such as 90s, 7m or 1h');
  }
  return Number(number) * factor;
}
