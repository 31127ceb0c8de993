import type { MutatedFile } from '../mutant';

/** What the functions were like, and where they carry the fault. */
export const snapshot: readonly MutatedFile[] = [
  {
    file: 'experiment/fault/snapshot.ts',
    tests: ['test/experiment/fault/snapshot.test.ts'],
    mutants: [
      {
        breaks: 'reads the variables and layers of the alias, which the fault does not change in $LATEST',
        find: 'new GetFunctionConfigurationCommand({ FunctionName: functionName }));',
        replace: 'new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: alias }));',
      },
      {
        breaks: 'reads the first page of versions only',
        find: 'marker = page.NextMarker;',
        replace: 'marker = undefined;',
      },
      {
        breaks: 'does not see a variable that was not there before',
        find: 'new Set([...Object.keys(before.variables), ...Object.keys(after.variables)])',
        replace: 'new Set(Object.keys(before.variables))',
      },
      {
        breaks: 'does not see a layer that was left behind',
        find: "...unequal(`${name}: the layers`, before.layers.join(', '), after.layers.join(', ')),",
        replace: '',
      },
      {
        breaks: 'does not see that the alias serves another version',
        find: 'before.aliasVersion, after.aliasVersion)',
        replace: 'before.aliasVersion, before.aliasVersion)',
      },
      {
        breaks: 'does not see that the weights of the alias are gone',
        find: 'JSON.stringify(after.aliasWeights)',
        replace: 'JSON.stringify(before.aliasWeights)',
      },
      {
        breaks: 'does not see a version that was left behind',
        find: "before.versions.join(', '), after.versions.join(', '))",
        replace: "before.versions.join(', '), before.versions.join(', '))",
      },
      {
        breaks: 'does not see that other code is served',
        find: 'before.aliasCodeSha256,\n      after.aliasCodeSha256,',
        replace: 'before.aliasCodeSha256,\n      before.aliasCodeSha256,',
      },
      {
        breaks: "takes an alias that was moved to an older version for somebody's release",
        find: 'if (isMoved && before.versions.includes(after.aliasVersion)) return false;',
        replace: '',
      },
      {
        breaks: 'writes the values of variables into the journal',
        find: '[name, fingerprint(value, salt)]',
        replace: '[name, value]',
      },
      {
        breaks: 'takes any variable of the extension for the fault',
        find: 'FAULT_NOTE in variablesOf(configuration)',
        replace: "Object.keys(variablesOf(configuration)).some((key) => key.startsWith('CHAOS_'))",
      },
    ],
  },
  {
    file: 'experiment/fault/releases.ts',
    tests: ['test/experiment/fault/releases.test.ts'],
    mutants: [
      {
        breaks: 'does not see that somebody put other code into service',
        find: 'from.codeSha256 !== codeSha256;',
        replace: 'from.version === codeSha256;',
      },
      {
        breaks: "takes what the fault was attached to for somebody's release",
        find: '(carriesFault || isReplaced || from.version === version)',
        replace: '(isReplaced || from.version === version)',
      },
      {
        breaks: "takes what detaching published for somebody's release",
        find: '(carriesFault || isReplaced || from.version === version)',
        replace: '(carriesFault || from.version === version)',
      },
    ],
  },
  {
    file: 'experiment/judge/judge.ts',
    tests: ['test/experiment/judge/diagnosis/release-rule.test.ts'],
    mutants: [
      {
        breaks: 'gives a verdict although somebody released something in the middle',
        find: " || releases.length > 0) return 'inconclusive';",
        replace: ") return 'inconclusive';",
      },
    ],
  },
  {
    file: 'experiment/fault/fault-left.ts',
    tests: ['test/experiment/fault/fault-left.test.ts'],
    mutants: [
      {
        breaks: 'calls a target clean that has a published version with the fault',
        find: '!served && !latest && versions.length === 0',
        replace: '!served && !latest',
      },
      {
        breaks: 'calls a target clean whose $LATEST carries the fault',
        find: '!served && !latest && versions.length === 0',
        replace: '!served && versions.length === 0',
      },
      {
        breaks: 'reads $LATEST in place of the version that is served',
        find: '({ FunctionName, Qualifier: deployment.alias })',
        replace: '({ FunctionName })',
      },
      {
        breaks: 'tells one expiry for all functions, though theirs differ',
        find: 'const moments = [...new Set(served.map(({ expiresAt }) => expiresAt))];',
        replace: 'const moments = [...new Set(served.map(({ expiresAt }) => expiresAt))].slice(0, 1);',
      },
      {
        breaks: 'promises the expiry of a fault that does not expire',
        find: "moment === null ? 'for ever, for theirs does not expire' : ",
        replace: '',
      },
    ],
  },
];
