import { manyRegions } from '../modules/synthesized';
import { inScratchFolder, terraformOf } from './support/scratch';
import { suiteWith, PROVIDER_VERSION } from './support/tools';

suiteWith('terraform', 'provider')('terraform validate', () => {
  it.each([2, 5])(`accepts %i regions with provider ${PROVIDER_VERSION}`, async (count) => {
    const found = await inScratchFolder(async (folder) => {
      const terraform = await terraformOf(manyRegions(count), folder);
      return [await terraform.providerVersions(), await terraform.validate()];
    });
    expect(found).toEqual([[PROVIDER_VERSION], []]);
  });
});
