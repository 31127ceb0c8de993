import type { MutatedFile } from '../mutant';

const FILE = 'documents/chaos-extension.yaml';

/** The Automation document: what it attaches and detaches. */
export const document: readonly MutatedFile[] = [
  {
    file: FILE,
    tests: ['test/rehearsal/document/document.test.ts'],
    mutants: [
      {
        breaks: 'writes the note anew when it attaches twice, with the fault as the original',
        find: 'refuse_another_fault(latest, request)\n            else:\n',
        replace: 'refuse_another_fault(latest, request)\n            if name:\n',
      },
      {
        breaks: 'leaves the alias at the version with the fault when it detaches',
        find: '    point_alias(client, name, alias, version, weights)',
        replace: '    settled(client, name)',
      },
      {
        breaks: 'leaves the layer attached when it detaches',
        find: 'Layers=layers,',
        replace: 'Layers=layers_of(latest),',
      },
      {
        breaks: "takes the function's own layers away when it attaches",
        find: 'Layers=layers_of(latest) + [request["LayerArn"]],',
        replace: 'Layers=[request["LayerArn"]],',
      },
      {
        breaks: "takes the function's own variables away when it attaches",
        find: 'return {**variables, **fault, NOTE:',
        replace: 'return {**fault, NOTE:',
      },
      {
        breaks: "does not give the function's own wrapper back",
        find: '{**kept, **note["variables"]}',
        replace: 'kept',
      },
      {
        breaks: 'lets the fault expire after so many seconds as there should be minutes',
        find: 'int(request["ExpiresAfterMinutes"]) * 60',
        replace: 'int(request["ExpiresAfterMinutes"])',
      },
      {
        breaks: 'attaches a fault that does not expire',
        find: 'EXPIRES_AT: moment_of',
        replace: 'PREFIX + "EXPIRES": moment_of',
      },
      {
        breaks: 'delays by a fixed time, whatever was asked for',
        find: 'PREFIX + "LAMBDA__LATENCY_VALUE": request["LatencySeconds"],',
        replace: 'PREFIX + "LAMBDA__LATENCY_VALUE": "60",',
      },
      {
        breaks: 'strikes every invocation, whatever probability was asked for',
        find: 'PREFIX + "LAMBDA__LATENCY_PROBABILITY": request["Probability"],',
        replace: 'PREFIX + "LAMBDA__LATENCY_PROBABILITY": "1",',
      },
      {
        breaks: 'leaves the version with the fault behind, to which the next terraform apply moves the alias',
        find: 'client.delete_function(FunctionName=name, Qualifier=version)',
        replace: 'pass',
      },
    ],
  },
  {
    file: FILE,
    tests: ['test/rehearsal/document/lambda.test.ts'],
    mutants: [
      {
        breaks: 'does not give the alias its weights back',
        find: 'weights = note["weights"]',
        replace: 'pass',
      },
      {
        breaks: 'leaves the weights of the alias, so that a share of the requests does not meet the fault',
        find: 'point_alias(client, name, alias, version, {})',
        replace: 'point_alias(client, name, alias, version, weights_of(alias))',
      },
      {
        breaks: "loses the function's own wrapper while the fault is attached",
        find: 'fault[PREFIX + "WRAPPED_EXEC_WRAPPER"] = variables[WRAPPER]',
        replace: 'pass',
      },
      {
        breaks: 'looks for versions with the fault on the first page only',
        find: 'while page.get("NextMarker"):',
        replace: 'while False:',
      },
      {
        breaks: 'puts a version into service that Lambda has not made ready',
        find: 'if found.get("LastUpdateStatus") != "InProgress" and found.get("State") != "Pending":',
        replace: 'if found.get("LastUpdateStatus") != "InProgress":',
      },
      {
        breaks: 'takes an update that failed for a restoration',
        find: 'raise RuntimeError(f"{name} could not be restored: {latest.get(\'LastUpdateStatusReason\')}")',
        replace: 'pass',
      },
      {
        breaks: 'takes an update that failed for an attachment',
        find: 'raise RuntimeError(f"{name} could not be updated: {latest.get(\'LastUpdateStatusReason\')}")',
        replace: 'pass',
      },
    ],
  },
];
