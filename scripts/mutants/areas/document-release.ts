import type { MutatedFile } from '../mutant';

/** The Automation document: what a colleague releases while the fault is attached. */
export const documentRelease: readonly MutatedFile[] = [
  {
    file: 'documents/chaos-extension.yaml',
    tests: ['test/rehearsal/document/release.test.ts'],
    mutants: [
      {
        breaks: "rolls a colleague's release back to the version that was served before",
        find: 'return None if differences(noted, faulty) else noted',
        replace: 'return noted',
      },
      {
        breaks: "publishes $LATEST in place of a colleague's release, whatever else it holds",
        find: 'if differing:\n                    return [',
        replace: 'if False:\n                    return [',
      },
      {
        breaks: "does not compare the code of a colleague's release with that of $LATEST",
        find: '"CodeSha256": "code",',
        replace: '',
      },
      {
        breaks: 'succeeds although a version of a colleague keeps the fault',
        find: 'if kept:\n                raise',
        replace: 'if False:\n                raise',
      },
      {
        breaks: "leaves a colleague's release with the fault where a clean twin was published",
        find: 'serve_instead(client, request, faulty, twin)\n            # Left',
        replace: '# Left',
      },
      {
        breaks: 'puts into service what somebody has changed right before it was published',
        find: 'client.publish_version(FunctionName=name, **unless_changed(latest))["Version"]\n            twin =',
        replace: 'client.publish_version(FunctionName=name)["Version"]\n            twin =',
      },
      {
        breaks: 'takes an alias away from $LATEST',
        find: 'if served["Version"] != "$LATEST" and carries_fault(served, request):',
        replace: 'if carries_fault(served, request):',
      },
      {
        breaks: 'ends with a KeyError where nothing is noted about an alias',
        find: 'number = note_of(faulty).get("version")',
        replace: 'number = note_of(faulty)["version"]',
      },
      {
        breaks: 'gives up where the version that was served before is deleted',
        find: 'if error.response["Error"]["Code"] != "ResourceNotFoundException":\n                    raise',
        replace: 'raise',
      },
      {
        breaks: 'moves an alias that serves something else by now',
        find: 'if old != version and old not in weights:\n                return',
        replace: '',
      },
      {
        breaks: 'does not say until when a version keeps the fault',
        find: 'until = f"it injects nothing after {expires_at}" if expires_at else',
        replace: 'until = "it keeps it" if expires_at else',
      },
    ],
  },
  {
    file: 'documents/chaos-extension.yaml',
    tests: ['test/rehearsal/document/lambda.test.ts'],
    mutants: [
      {
        breaks: "takes a canary's share from the version that a colleague gave it to",
        find: 'if old == version and not weights and note.get("version") == new:',
        replace: 'if old == version and note.get("version") == new:',
      },
      {
        breaks: 'leaves a share of the callers with the fault',
        find: '{new if number == old else number: weight for',
        replace: '{number: weight for',
      },
      {
        breaks: 'gives a version a share beside itself, which Lambda refuses',
        find: 'weights.pop(version, None)',
        replace: 'pass',
      },
      {
        breaks: 'does not look at what was published before it is served',
        find: 'if carries_fault(twin, request) else differences(twin, faulty)',
        replace: 'if False else []',
      },
    ],
  },
];
