import type { MutatedFile } from '../mutant';

/** What keeps two regions from failing at once. */
export const lease: readonly MutatedFile[] = [
  {
    file: 'experiment/lease/take-lease.ts',
    tests: ['test/experiment/lease/take-lease.test.ts'],
    mutants: [
      {
        breaks: 'takes what somebody else holds',
        find: 'held !== null && held.holder !== holder',
        replace: 'held !== null && held.holder === ""',
      },
      {
        breaks: 'shortens what it holds already',
        find: 'Math.max(until, held === null ? 0 : Date.parse(held.until))',
        replace: 'until',
      },
      {
        breaks: 'believes that it holds what was written by somebody else meanwhile',
        find: 'if (await table.write(lease, known)) return',
        replace: 'await table.write(lease, known);\n    if (attempt > 0) return',
      },
    ],
  },
  {
    file: 'experiment/lease/lease-table.ts',
    tests: ['test/experiment/lease/lease-table.test.ts', 'test/experiment/lease/take-lease.test.ts'],
    mutants: [
      {
        breaks: 'writes over whatever is there',
        find: '...(known === null ? ABSENT : isStill(known))',
        replace: '',
      },
      {
        breaks: 'deletes whatever is there',
        find: '...this.place, ...isStill(known)',
        replace: '...this.place',
      },
      {
        breaks: 'takes any error for a lease that has changed',
        find: 'error instanceof Error && error.name === CHANGED',
        replace: 'error instanceof Error && error.name !== ""',
      },
      {
        breaks: 'reads what may be out of date',
        find: 'ConsistentRead: true',
        replace: 'ConsistentRead: false',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/lease.ts',
    tests: ['test/experiment/game-day/stages/lease.test.ts'],
    mutants: [
      {
        breaks: 'takes the shortest expiry of the targets for that of the fault',
        find: 'Math.max(...expiries)',
        replace: 'Math.min(...expiries)',
      },
      {
        breaks: 'takes an expiry that is not known for none',
        find: 'expiresAfterMinutes ?? LONGEST_EXPIRY_MINUTES',
        replace: 'expiresAfterMinutes ?? 0',
      },
      {
        breaks: 'releases what somebody else holds by now',
        find: 'lease?.holder !== holderOf(record.id)',
        replace: 'lease === null',
      },
      {
        breaks: 'releases it although the restoration is not proven',
        find: "if (proven === false) return 'it is not proven that the functions were restored';",
        replace: '',
      },
      {
        breaks: 'does not look again at what it has proven',
        find: 'found.length === 0 ? null',
        replace: 'found.length >= 0 ? null',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/prepare-start.ts',
    tests: ['test/experiment/game-day/stages/prepare-start.test.ts'],
    mutants: [
      {
        breaks: 'goes on although a check does not pass any more',
        find: 'if (!mayStart(results))',
        replace: 'if (!mayStart([]))',
      },
      {
        breaks: 'does not extend the lease to the end of the fault',
        find: 'await extendToFault(day);',
        replace: 'void extendToFault;',
      },
    ],
  },
  {
    file: 'experiment/game-day/stages/yield-to-older.ts',
    tests: ['test/experiment/game-day/stages/yield-to-older.test.ts'],
    mutants: [
      {
        breaks: 'looks in no region',
        find: 'deployment.regions.map(async ({ region })',
        replace: 'deployment.regions.slice(2).map(async ({ region })',
      },
      {
        breaks: 'yields to nobody',
        find: 'if (older !== undefined)',
        replace: 'if (older?.id === "")',
      },
      {
        breaks: 'takes one whose time is not known for younger',
        find: 'creationTime?.getTime() ?? -Infinity',
        replace: 'creationTime?.getTime() ?? Infinity',
      },
      {
        breaks: 'lets both go on that were made at the same time',
        find: '(at === own.at && id < own.id)',
        replace: 'at > own.at + Infinity',
      },
    ],
  },
  {
    file: 'experiment/lease/release-restored.ts',
    tests: ['test/experiment/lease/release-restored.test.ts'],
    mutants: [
      {
        breaks: 'releases the lease of another region',
        find: 'lease?.region !== region.region',
        replace: 'lease === null',
      },
      {
        breaks: 'releases that of a game day which has not started its experiment',
        find: "if (id === null) return 'FIS lists no experiment of that game day, which may be about to start it';",
        replace: 'if (id === null) return null;',
      },
      {
        breaks: 'releases that of an experiment that has not ended',
        find: '!hasEnded(experiment?.state?.status)',
        replace: 'experiment === undefined',
      },
      {
        breaks: 'does not look at the functions once more',
        find: '...work, ...faulty.map',
        replace: '...work, ...faulty.slice(9).map',
      },
    ],
  },
  {
    file: 'documents/chaos-extension.yaml',
    tests: ['test/rehearsal/document/lease.test.ts'],
    mutants: [
      {
        breaks: 'attaches although another region is held',
        find: 'if is_held and lease["region"] != request["Region"]:',
        replace: 'if is_held and lease["region"] == "":',
      },
      {
        breaks: 'attaches without a lease where it is told of no table',
        find: 'if not arn or not url:\n                raise ValueError(',
        replace: 'if not arn or not url:\n                return print(',
      },
      {
        breaks: 'shortens the lease of its region',
        find: 'max(until, lease["until"]) if is_held else until',
        replace: 'until',
      },
      {
        breaks: 'writes over a lease that was taken meanwhile',
        find: ', **unless_written(lease))',
        replace: ')',
      },
      {
        breaks: 'holds the lease no longer than the fault',
        find: 'moment_of(expires_at + LEASE_MARGIN_SECONDS)',
        replace: 'moment_of(expires_at)',
      },
      {
        breaks: 'takes no lease before it changes the function',
        find: 'request, expires_at)\n                take_lease(request, expires_at)',
        replace: 'request, expires_at)',
      },
      {
        breaks: 'takes no lease before it publishes what is in $LATEST',
        find: 'take_lease(request, expires_at if written is None else seconds_of(written))',
        replace: 'pass',
      },
    ],
  },
];
