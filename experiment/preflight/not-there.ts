/** What to do where AWS does not have what the outputs name: most often they are older than what is deployed. */
export const OUTPUTS_AGAIN =
  'write the outputs again, in the folder of what is deployed (`terraform output -json > outputs.json`, or `npm run cdktf -- output --outputs-file outputs.json`)';

/** Likewise, where it may not have been deployed at all. */
export const NOT_THERE = `${OUTPUTS_AGAIN}; if it still is not there, deploy the lab`;
