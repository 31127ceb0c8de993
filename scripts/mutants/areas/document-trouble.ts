import type { MutatedFile } from '../mutant';

const FILE = 'documents/chaos-extension.yaml';

/** The Automation document: what others do meanwhile, what Lambda refuses, and what it refuses itself. */
export const documentTrouble: readonly MutatedFile[] = [
  {
    file: FILE,
    tests: ['test/rehearsal/document/meanwhile.test.ts'],
    mutants: [
      {
        breaks: 'writes over whatever somebody else has changed since it read: no RevisionId at all',
        find: 'return {"RevisionId": found["RevisionId"]} if "RevisionId" in found else {}',
        replace: 'return {}',
      },
      {
        breaks: 'attaches over a change of the function that came in between',
        find: '**unless_changed(latest),\n                    Layers=layers_of(latest) + [request["LayerArn"]],',
        replace: 'Layers=layers_of(latest) + [request["LayerArn"]],',
      },
      {
        breaks: 'detaches over a change of the function that came in between',
        find: '**unless_changed(latest),\n                    Layers=layers,',
        replace: 'Layers=layers,',
      },
      {
        breaks: 'publishes a function that somebody has changed since it was read',
        find: 'client.publish_version(FunctionName=name, **unless_changed(latest))["Version"]\n            if not carries_fault',
        replace: 'client.publish_version(FunctionName=name)["Version"]\n            if not carries_fault',
      },
      {
        breaks: 'moves an alias that somebody has moved since it was read',
        find: ', **routing, **unless_changed(alias)',
        replace: ', **routing',
      },
      {
        breaks: 'waits for an update that is under way before it moves the alias back',
        find: '# First of all, because this one call ends the fault, and it need not wait for an update that is under way.',
        replace: 'settled(client, name)',
      },
      {
        breaks: 'changes a function while another update is under way',
        find: 'if found.get("LastUpdateStatus") != "InProgress" and found.get("State") != "Pending":',
        replace: 'if found.get("State") != "Pending":',
      },
      {
        breaks: 'does not say that another execution took the fault while it was attached',
        find: 'raise RuntimeError(f"{name}: another execution took the fault away while it was being attached")',
        replace: 'pass',
      },
      {
        breaks: 'attaches to an alias that was moved after the fault was noted',
        find: 'if (note.get("version"), note.get("weights")) != (alias["FunctionVersion"], weights_of(alias)):',
        replace: 'if note is None:',
      },
    ],
  },
  {
    file: FILE,
    tests: ['test/rehearsal/document/interrupted.test.ts'],
    mutants: [
      {
        breaks: 'tries once, and not again after a conflict',
        find: 'ATTEMPTS = 8',
        replace: 'ATTEMPTS = 1',
      },
      {
        breaks: 'tries again without a pause',
        find: ' PAUSE_SECONDS = 5',
        replace: ' PAUSE_SECONDS = 0',
      },
      {
        breaks: 'gives up where another update is under way',
        find: '"ResourceConflictException",\n',
        replace: '\n',
      },
      {
        breaks: 'gives up where the function has changed since it was read',
        find: '"PreconditionFailedException",\n',
        replace: '\n',
      },
      {
        breaks: 'gives up where another execution has just deleted a version',
        find: '"ResourceNotFoundException",\n',
        replace: '\n',
      },
      {
        breaks: 'gives up where Lambda throttles',
        find: '"TooManyRequestsException",\n',
        replace: '\n',
      },
      {
        breaks: 'gives up where Lambda has an error of its own',
        find: '"ServiceException",\n',
        replace: '\n',
      },
    ],
  },
  {
    file: FILE,
    tests: ['test/rehearsal/document/refusals.test.ts'],
    mutants: [
      {
        breaks: 'puts unreleased code into service',
        find: 'if differing:\n                raise ValueError(',
        replace: 'if differing == []:\n                raise ValueError(',
      },
      {
        breaks: 'takes a fault of another delay, which stays, for the one that is asked for',
        find: 'if variables.get(name) != value]',
        replace: 'if variables.get(name) is None]',
      },
      {
        breaks: 'calls a fault attached that has expired',
        find: '<= moment_of(time.time()):',
        replace: '<= moment_of(0):',
      },
      {
        breaks: 'attaches a sixth layer',
        find: 'if len(layers) >= MOST_LAYERS:',
        replace: 'if len(layers) > MOST_LAYERS:',
      },
      {
        breaks: 'attaches to an environment that is too large',
        find: 'if size > MOST_ENVIRONMENT_BYTES:',
        replace: 'if size > 2 * MOST_ENVIRONMENT_BYTES:',
      },
      {
        breaks: 'attaches to an alias that points at $LATEST',
        find: 'if alias["FunctionVersion"] == "$LATEST":',
        replace: 'if alias["FunctionVersion"] == "":',
      },
      {
        breaks: 'attaches to a container image, which ignores layers',
        find: 'if latest.get("PackageType", "Zip") != "Zip":',
        replace: 'if latest.get("PackageType", "Zip") == "":',
      },
      {
        breaks: "hides another layer's /opt/bootstrap",
        find: 'if variables_of(latest).get(WRAPPER) == EXTENSION_WRAPPER:',
        replace: 'if variables_of(latest).get(WRAPPER) == "":',
      },
      {
        breaks: 'takes no minutes at all for an expiry',
        find: "allowedPattern: '^([1-9][0-9]?|[1-6]",
        replace: "allowedPattern: '^([0-9][0-9]?|[1-6]",
      },
    ],
  },
];
