import { handler as health } from '../../functions/health';
import { handler as hello } from '../../functions/hello';

describe('the functions behind the API', () => {
  const region = process.env.AWS_REGION;

  afterEach(() => {
    if (region === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = region;
  });

  it.each([
    ['hello', hello, 'Hello from region eu-west-1'],
    ['health', health, 'Region eu-west-1 is healthy'],
  ])(
    '%s answers in the name of its own region, as text that no cache keeps',
    async (_name, handler, body) => {
      process.env.AWS_REGION = 'eu-west-1';

      const answer = await handler();

      expect(answer).toEqual({
        statusCode: 200,
        headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
        body,
      });
    },
  );
});
