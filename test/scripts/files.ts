import { labOutputs } from '../experiment/support/lab';

/** The file of `cdktf deploy --outputs-file`. */
export const cdktfOutputs = (): unknown => ({ 'chaos-lab': labOutputs() });

/** The file of `terraform output -json`. */
export const terraformOutputs = (): unknown =>
  Object.fromEntries(
    Object.entries(labOutputs()).map(([name, value]) => [name, { sensitive: false, type: 'string', value }]),
  );
