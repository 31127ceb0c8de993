import { Network, type Connection } from '../../rehearsal/network';
import { restApi } from './support/rest-api';
import { scratchFolder } from '../support/temporary-folder';
import { START } from './support/context';

const folder = scratchFolder();

function reachable() {
  const api = restApi(folder, `exports.handler = () => ({ statusCode: 200, body: 'hello' });`);
  return { ...api, network: new Network(api.clock, api.gateway) };
}

describe('the network', () => {
  it('carries a request over handshakes of the distance, and the answer back', async () => {
    const { network, endpoint, clock } = reachable();
    const connection = network.connect('us.lab.com', 'eu-west-1', () => endpoint) as Connection;
    expect(connection.roundTripMs).toBe(69);
    await expect(clock.run(connection.get('/api/hello'))).resolves.toEqual({ status: 200, body: 'hello' });
    // Three round trips, API Gateway's own time, and a cold start.
    expect(clock.now() - START).toBe(3 * 69 + 10 + 300);
  });

  it("asks for the name's endpoint, and tells the endpoint which host is meant", async () => {
    const { network, endpoint, clock } = reachable();
    const resolve = jest.fn(() => endpoint);
    const connection = network.connect('other.lab.com', 'us-east-1', resolve) as Connection;
    expect(resolve).toHaveBeenCalledWith('other.lab.com');
    await expect(clock.run(connection.get('/api/hello'))).resolves.toMatchObject({ status: 403 });
  });

  it.each([
    ['a name without a record', null, 'DNS resolution failed'],
    ['an endpoint that is not there', 'd-none.execute-api.us-east-1.amazonaws.com', 'connection refused'],
  ])('does not reach %s', (_what, endpoint, unreachable) => {
    const { network } = reachable();
    expect(network.connect('us.lab.com', 'us-east-1', () => endpoint)).toEqual({ unreachable });
  });
});
