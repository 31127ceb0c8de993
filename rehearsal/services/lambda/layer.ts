import { readArchive } from '../../archive';
import { NotModelled } from '../../not-modelled';

/** A layer version. */
export interface Layer {
  readonly arn: string;
  readonly version: number;
  readonly compatibleRuntimes: readonly string[];
  /** Empty: it does not say. */
  readonly compatibleArchitectures: readonly string[];
  /** The paths of its files, relative to `/opt`. */
  readonly files: ReadonlySet<string>;
}

/** What Lambda starts instead of the chaos extension's own files is not known here. */
const EXTENSION = 'extensions/chaos-extension';

/**
 * Reads a layer's archive.
 * @throws NotModelled where it is not the lab's chaos extension: what another layer does to a function is not known here
 */
export function readLayerFiles(archive: string): Set<string> {
  const files = new Set(Object.keys(readArchive(archive).files));
  if (!files.has(EXTENSION)) throw new NotModelled(`the layer ${archive}, which is not the chaos extension`);
  return files;
}
