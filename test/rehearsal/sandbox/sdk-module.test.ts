import { sdkModule } from '../../../rehearsal/sandbox/sdk-module';
import { emptyAccount } from '../support/context';

type Class = new (input: object) => { send(command: object): Promise<unknown> };

function functionWorld() {
  const account = emptyAccount();
  const run = jest.fn((_input: object, _call: object) => ({ done: true }));
  account.api.register('books', { LendBook: { resources: () => [], run } });
  const caller = { principal: { roleArn: 'arn:role' }, region: 'eu-west-1' };
  const sdk = sdkModule(account.api, 'books', caller) as Record<string, Class>;
  return { account, run, caller, BooksClient: sdk.BooksClient!, LendBookCommand: sdk.LendBookCommand!, sdk };
}

describe("a function's SDK", () => {
  it("calls the World with the command's name and input, in the function's own region, as its role", async () => {
    const { account, run, caller, BooksClient, LendBookCommand } = functionWorld();
    const answer = account.clock.run(new BooksClient({}).send(new LendBookCommand({ Title: 'Emma' })));
    await expect(answer).resolves.toEqual({ done: true });
    expect(run.mock.calls).toEqual([[{ Title: 'Emma' }, caller]]);
  });

  it('calls the region that the client names', async () => {
    const { account, run, caller, BooksClient, LendBookCommand } = functionWorld();
    await account.clock.run(new BooksClient({ region: 'us-east-1' }).send(new LendBookCommand({})));
    expect(run).toHaveBeenCalledWith({}, { ...caller, region: 'us-east-1' });
  });

  it('refuses an operation that the World does not have', async () => {
    const { account, BooksClient, sdk } = functionWorld();
    const BurnBookCommand = sdk.BurnBookCommand!;
    const refused = account.clock.run(new BooksClient({}).send(new BurnBookCommand({})));
    await expect(refused).rejects.toThrow('the operation books:BurnBook');
  });

  it('has nothing but clients and commands', () => {
    expect(functionWorld().sdk.paginateBooks).toBeUndefined();
  });
});
