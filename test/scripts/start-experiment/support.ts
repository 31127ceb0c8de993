import { EventEmitter } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../../experiment/journal/journal';
import { AwsError } from '../../../rehearsal/aws/error';
import { Runner } from '../../../rehearsal/randomised/runner';
import type { World } from '../../../rehearsal/world';
import type { Hypothesis } from '../../../validation/hypothesis/hypothesis';
import { loadHypothesis } from '../../../validation/hypothesis/hypothesis-file';
import { runCommandLine } from '../../../scripts/command-line/command-line';
import type { Processes } from '../../../scripts/runner-lock/processes';
import { startExperimentCommand } from '../../../scripts/start-experiment';
import type { CommandContext } from '../../../scripts/start-experiment/context';
import { labs, type Deployed, type PreflightLab } from '../../experiment/preflight/support';
import { pythonPool } from '../../rehearsal/support/scripts';
import { temporaryFolder } from '../../support/temporary-folder';

type Input = Readonly<Record<string, unknown>>;

/** What a changed operation answers; `ask` asks the World. */
type Change = (ask: () => Promise<unknown>, input: Input, region: string) => unknown;

/** A call that reached AWS. */
interface Call {
  readonly operation: string;
  readonly region: string;
  readonly input: Input;
}

type Terraform = Parameters<NonNullable<Deployed['edit']>>[0];

/** How a lab is deployed, and for what. */
interface Prepared extends Deployed {
  /** A hypothesis that takes the place of some parts of the lab's own. */
  readonly hypothesis?: Partial<Hypothesis>;
}

/** Long enough to be detected, and for the customers to go elsewhere. */
const FAULT_MINUTES = 3;

/**
 * Labs that are deployed into Worlds, in which the command is run; what it writes goes into a folder of its own. Their game days are as
 * short as they can be for the hypothesis to hold.
 */
export function commandRuns(): (prepared?: Prepared) => Promise<CommandRuns> {
  const deploy = labs();
  const python = pythonPool(2);
  const folder = temporaryFolder();
  let count = 0;
  return async ({ edit = () => undefined, hypothesis = {}, ...deployed } = {}) => {
    count += 1;
    const shortened = (terraform: Terraform): void => {
      shorten(terraform);
      edit(terraform);
    };
    const written = folder.write(`hypothesis-${count}.json`, {
      ...loadHypothesis('hypotheses/region-failure.json'),
      windows: { baselineMinutes: 2, recoveryMinutes: 4 },
      ...hypothesis,
    });
    const lab = await deploy({ python, ...deployed, edit: shortened });
    return new CommandRuns(lab, folder.path(`lab-${count}`), written);
  };
}

function shorten({ resource, output }: Terraform): void {
  for (const template of Object.values(resource.aws_fis_experiment_template ?? {})) {
    const { action } = template as { action: { action_id: string; parameter: { value: string }[] }[] };
    for (const { action_id: id, parameter } of action) {
      if (id === 'aws:fis:wait') parameter[0]!.value = `PT${FAULT_MINUTES}M`;
    }
  }
  (output.fault!.value as { minutes: number }).minutes = FAULT_MINUTES;
}

/** The command in one World, as often as it is run there. */
export class CommandRuns {
  readonly calls: Call[] = [];
  /** What somebody was asked. */
  readonly questions: string[] = [];
  readonly signals = Object.assign(new EventEmitter(), {
    exit: jest.fn<undefined, [number]>(),
    ppid: 1,
    env: {},
  });
  readonly reports: string;
  readonly outputs: string;
  /** Milliseconds by which the clock of the machine that runs the command is ahead of AWS'. */
  aheadMs = 0;
  /** The processes that have not been killed. */
  private readonly living = new Set<number>();
  private processes = 0;
  private readonly changes = new Map<string, Change>();

  constructor(
    readonly lab: PreflightLab,
    folder: string,
    private readonly hypothesis: string,
  ) {
    this.reports = `${folder}-reports`;
    this.outputs = `${folder}-outputs.json`;
    writeFileSync(this.outputs, JSON.stringify({ 'chaos-lab': lab.world.outputs }));
  }

  /** What an operation was asked, in order. */
  sent(operation: string): Input[] {
    return this.calls.filter((call) => call.operation === operation).map(({ input }) => input);
  }

  /** From now on an operation answers otherwise. */
  change(operation: string, change: Change): void {
    this.changes.set(operation, change);
  }

  /** Runs the command with these arguments, until it ends. */
  async run(...args: string[]): Promise<void> {
    await this.runIn({}, ...args);
  }

  /** Runs the command in another context. */
  async runIn(context: Partial<CommandContext>, ...args: string[]): Promise<void> {
    await this.lab.world.clock.run(this.begin(new Runner(this.seen), args, context));
  }

  /** Runs the command where somebody sits at a terminal, and answers so. */
  async runAsked(answer: boolean, ...args: string[]): Promise<void> {
    const ask = (question: string) => {
      this.questions.push(question);
      return Promise.resolve(answer);
    };
    await this.runIn({ ask }, ...args);
  }

  /** Runs the command until its process is killed, so many seconds after it began. */
  async runAndKill(seconds: number, ...args: string[]): Promise<void> {
    const runner = new Runner(this.seen);
    this.lab.world.clock.after(seconds * 1000, () => runner.kill());
    const listening = process.stderr.listeners('error');
    await this.lab.world.clock.run(Promise.race([this.begin(runner, args), runner.died]));
    this.living.delete(this.processes);
    // A process that is killed takes its listeners with it; this one lives on.
    process.stderr.removeAllListeners('error');
    for (const listener of listening) process.stderr.on('error', listener as (error: Error) => void);
  }

  /** Runs the command, and once more beside it, so many seconds after it began. */
  async runBeside(seconds: number, second: () => readonly string[], ...args: string[]): Promise<void> {
    const { clock } = this.lab.world;
    const beside = clock.sleep(seconds * 1000).then(() => this.begin(new Runner(this.seen), second()));
    await clock.run(Promise.all([this.begin(new Runner(this.seen), args), beside]));
  }

  /** Does something so many seconds from now. */
  after(seconds: number, act: () => void): void {
    this.lab.world.clock.after(seconds * 1000, act);
  }

  /** The one journal that was written. */
  get journal(): Journal {
    const [folder, another] = this.folders;
    if (folder === undefined || another !== undefined) {
      throw new Error(`there should be one report, and there are: ${this.folders.join(', ')}`);
    }
    return JSON.parse(readFileSync(join(this.reports, folder, 'journal.json'), 'utf8')) as Journal;
  }

  /** The folders of the reports. */
  get folders(): string[] {
    return existsSync(this.reports) ? readdirSync(this.reports) : [];
  }

  private get seen(): World {
    const { world } = this.lab;
    const send: World['send'] = async (service, region, operation, input) => {
      this.calls.push({ operation, region, input });
      const ask = () => world.send(service, region, operation, input);
      const change = this.changes.get(operation);
      return await (change === undefined ? ask() : change(ask, input, region));
    };
    return Object.assign(Object.create(world) as World, { send });
  }

  /** One more process of this machine, which lives. */
  private newProcess(): Processes {
    const own = { pid: (this.processes += 1), host: 'here', kernel: 'k', startedAt: '1' };
    this.living.add(own.pid);
    return { own: () => own, fateOf: ({ pid }) => (this.living.has(pid) ? 'alive' : 'dead') };
  }

  private begin(runner: Runner, args: readonly string[], context: Partial<CommandContext> = {}) {
    const { clients, clock } = Object.assign(runner, { aheadMs: this.aheadMs });
    const command = startExperimentCommand({
      ...{ clients, clock, random: () => 0.5, ask: null, process: this.signals },
      processes: this.newProcess(),
      ...context,
    });
    const own = ['--outputs', this.outputs, '--reports', this.reports];
    const hypothesis = args.includes('--resume') ? [] : ['--hypothesis', this.hypothesis];
    return runCommandLine(command, ['node', 'start-experiment', ...own, ...hypothesis, ...args]);
  }
}

/** A game day that AWS refuses to start is over soon. */
export const refuseToStart = (): never => {
  throw new AwsError('AccessDeniedException', 'not authorized: StartExperiment');
};
