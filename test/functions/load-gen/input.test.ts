import { readEvent } from '../../../functions/load-gen/event';
import { InvalidInput } from '../../../functions/load-gen/invalid-input';
import { readSettings } from '../../../functions/load-gen/settings';

describe('the event of the customer simulator', () => {
  it('says how many requests a minute, for how long', () => {
    expect(readEvent({ requestsPerMinute: 44, seconds: 60 })).toEqual({ requestsPerMinute: 44, seconds: 60 });
  });

  it.each([
    [
      { requestsPerMinute: 0, seconds: 60 },
      'requestsPerMinute must be a number above 0 and at most 6000, not 0',
    ],
    [{ requestsPerMinute: '44', seconds: 60 }, 'at most 6000, not "44"'],
    [{ requestsPerMinute: NaN, seconds: 60 }, 'requestsPerMinute must be a number'],
    [{ requestsPerMinute: 6001, seconds: 60 }, 'at most 6000, not 6001'],
    [{ requestsPerMinute: 44 }, 'seconds must be a number above 0 and at most 840, not undefined'],
    [{ requestsPerMinute: 44, seconds: 900 }, 'at most 840, not 900'],
    [null, 'must be an object like {"requestsPerMinute":44,"seconds":60}, not null'],
    [undefined, 'not undefined'],
    ['text', 'not "text"'],
  ])('%j is refused with the wrong value and the valid ones', (event, message) => {
    expect(() => readEvent(event)).toThrow(InvalidInput);
    expect(() => readEvent(event)).toThrow(message);
  });
});

describe('the environment of the customer simulator', () => {
  const environment = {
    API_URL: 'https://example.mydomain.com/api/hello',
    METRIC_NAMESPACE: 'ChaosLab',
    LAB_REGIONS: 'us-east-1,eu-west-1',
    AWS_REGION: 'eu-west-1',
  };

  it('says what is asked, and where the metrics go', () => {
    expect(readSettings(environment)).toEqual({
      apiUrl: 'https://example.mydomain.com/api/hello',
      namespace: 'ChaosLab',
      regions: ['us-east-1', 'eu-west-1'],
      clientRegion: 'eu-west-1',
    });
  });

  it.each([
    ['API_URL', undefined],
    ['API_URL', 'http://example.mydomain.com/api/hello'],
    ['API_URL', 'https://example.mydomain.com/api/ hello'],
    ['METRIC_NAMESPACE', ''],
    ['METRIC_NAMESPACE', 'AWS/Lambda'],
    ['LAB_REGIONS', 'us-east-1, eu-west-1'],
    ['LAB_REGIONS', 'us-east-1,'],
    ['AWS_REGION', undefined],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => readSettings({ ...environment, [name]: value })).toThrow(InvalidInput);
    expect(() => readSettings({ ...environment, [name]: value })).toThrow(
      new RegExp(
        `^the environment variable ${name} must be like \\S+, not ${value === undefined ? 'undefined' : JSON.stringify(value)}$`,
      ),
    );
  });
});
