/** Where the program finds what it needs, and where it says how far it is; the files are in one folder. */
export const FILES = {
  outputs: 'outputs.json',
  standing: 'standing',
  goOn: 'go-on',
  /** Holds the exit code. */
  ended: 'ended',
} as const;

/** The variable that names the folder, the stack, what is run, and the second of virtual time at which it stands still. */
export const SETTINGS = 'WORLD_COMMAND';

/** The value of that variable, as JSON. */
export interface WorldCommand {
  readonly folder: string;
  /** The path of the synthesised stack. */
  readonly stack: string;
  readonly command: 'start-experiment' | 'restore';
  /** Time stands still when it has run for so many seconds, until the file `go-on` is there; never where it is absent. */
  readonly standsStillAt?: number;
}
