import { DOCUMENT_DEFAULTS } from '../../../../experiment/fault/kinds/kinds';
import { bytesWithFault } from '../../../../experiment/preflight/targets/environment-size';
import { attachment, attachmentArchives } from '../../../rehearsal/support/attachment';
import { pythonPool } from '../../../rehearsal/support/scripts';

const python = pythonPool();
const folder = attachmentArchives();

describe('the size of the variables with the fault', () => {
  it.each<[string, Record<string, string>, object]>([
    ['a function with some variables', { COLOUR: 'red', SIZE: 'größer' }, {}],
    ['a function with a wrapper of its own', { AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler' }, {}],
    [
      'variables of the extension that are there already, with quotes and other letters',
      { CHAOS_EXTENSION__PORT: '9200', CHAOS_EXTENSION__NOTE: 'ä "b" \\ \n € 🚀 \u007f' },
      {},
    ],
    ['another delay and share', { A: 'b' }, { LatencySeconds: '7.25', Probability: '0.125' }],
  ])('is what the document makes of %s', async (_what, variables, more) => {
    const { attach, chaosLayer, state, clock } = attachment(python, folder, { variables });
    const alias = { version: '1', weights: {} };
    const request = { layerArn: chaosLayer, parameters: { ...DOCUMENT_DEFAULTS, ...more } };
    const expected = bytesWithFault(variables, alias, request);
    await expect(attach(more)).resolves.toMatchObject({ status: 'Success' });
    const attached = Object.entries(state().variables);
    expect(attached.reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0)).toBe(expected);
    python.release(clock);
  });
});
