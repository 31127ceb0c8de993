import type { MetricDatum } from '@aws-sdk/client-cloudwatch';

import { RegionPublisher } from '../../../functions/load-gen/region-publisher';
import { settled } from './virtual-time';

function data(count: number, from = 0): MetricDatum[] {
  return Array.from({ length: count }, (_, index) => ({ MetricName: 'status_2xx', Value: from + index }));
}

function putMock() {
  return jest.fn<Promise<unknown>, [MetricDatum[]]>().mockResolvedValue({});
}

describe('the publisher of one region', () => {
  it('sends at most 1,000 metrics a request, in order', async () => {
    const put = putMock();
    await new RegionPublisher(put).publish(data(2_001));

    expect(put.mock.calls.map(([sent]) => sent.length)).toEqual([1_000, 1_000, 1]);
    expect(put.mock.calls.flatMap(([sent]) => sent)).toEqual(data(2_001));
  });

  it('sends nothing when there is nothing to send', async () => {
    const put = putMock();
    await new RegionPublisher(put).publish([]);

    expect(put).not.toHaveBeenCalled();
  });

  it('keeps for the next time what the region would not take', async () => {
    const put = putMock().mockRejectedValueOnce(new Error('connect ETIMEDOUT'));
    const publisher = new RegionPublisher(put);

    await expect(publisher.publish(data(2))).rejects.toThrow('connect ETIMEDOUT');
    expect(publisher.queued).toBe(2);

    await publisher.publish(data(1, 2));
    expect(put).toHaveBeenLastCalledWith(data(3));
    expect(publisher.queued).toBe(0);
  });

  it('does not send twice what was taken before a request failed', async () => {
    const put = putMock();
    put.mockResolvedValueOnce({}).mockRejectedValueOnce(new Error('throttled'));
    const publisher = new RegionPublisher(put);

    await expect(publisher.publish(data(1_500))).rejects.toThrow('throttled');
    await publisher.publish([]);

    expect(put).toHaveBeenLastCalledWith(data(500, 1_000));
  });

  it('waits for a publication under way rather than sending its data a second time', async () => {
    let accept = (): void => undefined;
    const put = putMock().mockReturnValueOnce(new Promise<void>((resolve) => (accept = resolve)));
    const publisher = new RegionPublisher(put);
    const first = publisher.publish(data(1));
    await settled();
    const second = publisher.publish(data(1, 1));
    await settled();
    expect(put).toHaveBeenCalledTimes(1);
    accept();
    await Promise.all([first, second]);

    expect(put.mock.calls).toEqual([[data(1)], [data(1, 1)]]);
  });

  it('drops the oldest data of a region that stays away for an hour', async () => {
    const put = putMock().mockRejectedValueOnce(new Error('no route'));
    const publisher = new RegionPublisher(put);
    await expect(publisher.publish(data(10_000))).rejects.toThrow('no route');
    await publisher.publish(data(1, 10_000));

    expect(put.mock.calls.slice(1).flatMap(([sent]) => sent)).toEqual(data(10_000, 1));
  });
});
