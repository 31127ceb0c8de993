import { uuid, type Random } from '../../../experiment/random';
import { AwsError } from '../../aws/error';
import { between } from '../../chance';
import { matchesPattern } from '../../wildcards';
import type { VirtualClock } from '../../time/virtual-clock';
import { sameContent, type Alias, type Configuration } from './configuration';

/** An update of a configuration takes so long; seen in practice, and no source gives a number. */
const UPDATE_MS = { least: 3_000, most: 20_000 };

/** Lambda quotas. */
const MOST_LAYERS = 5;
const MOST_ENVIRONMENT_BYTES = 4096;

/** Who may invoke: a statement of a function's resource policy. */
export interface Permission {
  readonly principal: string;
  readonly sourceArn: string;
}

/** Whether one of the permissions lets that service invoke, for that ARN of its own. */
export function mayInvoke(permissions: readonly Permission[], principal: string, sourceArn: string): boolean {
  return permissions.some(
    (permission) => permission.principal === principal && matchesPattern(permission.sourceArn, sourceArn),
  );
}

/** What UpdateFunctionConfiguration and UpdateFunctionCode may change here. */
export interface Update {
  readonly revisionId: string | undefined;
  readonly variables: Readonly<Record<string, string>> | undefined;
  readonly layers: readonly string[] | undefined;
  readonly code?: Code;
}

/** A bundle. */
export interface Code {
  readonly text: string;
  /** Of its archive, in Base64. */
  readonly sha256: string;
}

/** One function: `$LATEST`, its published versions, aliases and permissions, and the rules by which they change. */
export class LambdaFunction {
  private readonly versions = new Map<string, Configuration>();
  private readonly aliases = new Map<string, Alias>();
  private readonly permissions = new Map<string, Permission[]>();
  /** Bundles, by the SHA-256 of their archives. */
  private readonly codes = new Map<string, string>();
  private lastVersion = 0;
  /** `$LATEST` before the update that is under way. */
  private before: Configuration | null = null;

  /**
   * @param latest the configuration of `$LATEST`
   * @param code its bundle
   */
  constructor(
    private latest: Configuration,
    code: string,
    private readonly clock: VirtualClock,
    private readonly random: Random,
  ) {
    this.codes.set(latest.CodeSha256, code);
  }

  /** The configuration that a qualifier names: `$LATEST`, a version or an alias. */
  configuration(qualifier = '$LATEST'): Configuration {
    return this.version(this.aliases.get(qualifier)?.FunctionVersion ?? qualifier);
  }

  /** What an invocation through that qualifier gets: until an update is done, `$LATEST` is served as it was before. */
  served(qualifier: string): Configuration {
    const found = this.configuration(qualifier);
    return found.Version === '$LATEST' ? (this.before ?? found) : found;
  }

  /** The bundle of `$LATEST` or a version. */
  codeOf({ CodeSha256 }: Configuration): string {
    return this.codes.get(CodeSha256) ?? '';
  }

  /** `$LATEST` and all published versions. */
  allVersions(): readonly Configuration[] {
    return [this.latest, ...this.versions.values()];
  }

  /** @throws AwsError where another update is under way, or the revision is another */
  update({ revisionId, variables, layers, code }: Update): Configuration {
    this.refuseWhileUpdating();
    checkRevision(revisionId, this.latest.RevisionId);
    if ((layers?.length ?? 0) > MOST_LAYERS)
      throw invalid(`a function can have at most ${MOST_LAYERS} layers`);
    const size = Object.entries(variables ?? {}).reduce(
      (sum, [key, value]) => sum + Buffer.byteLength(key + value),
      0,
    );
    if (size > MOST_ENVIRONMENT_BYTES) {
      throw invalid(
        `the environment variables are ${size} bytes, and at most ${MOST_ENVIRONMENT_BYTES} are allowed`,
      );
    }
    if (code !== undefined) this.codes.set(code.sha256, code.text);
    this.before = this.latest;
    this.latest = {
      ...this.latest,
      RevisionId: uuid(this.random),
      LastUpdateStatus: 'InProgress',
      ...(variables === undefined ? {} : { Environment: { Variables: variables } }),
      ...(layers === undefined ? {} : { Layers: layers.map((Arn) => ({ Arn })) }),
      ...(code === undefined ? {} : { CodeSha256: code.sha256 }),
    };
    this.clock.after(between(this.random, UPDATE_MS.least, UPDATE_MS.most), () => {
      this.before = null;
      this.latest = { ...this.latest, RevisionId: uuid(this.random), LastUpdateStatus: 'Successful' };
    });
    return this.latest;
  }

  /** A new version; the last one where nothing has changed since it was published. */
  publish(revisionId?: string): Configuration {
    this.refuseWhileUpdating();
    checkRevision(revisionId, this.latest.RevisionId);
    const last = this.versions.get(String(this.lastVersion));
    if (last !== undefined && sameContent(last, this.latest)) return last;
    this.lastVersion += 1;
    const version = String(this.lastVersion);
    const published = {
      ...this.latest,
      Version: version,
      FunctionArn: `${this.latest.FunctionArn}:${version}`,
    };
    this.versions.set(version, published);
    return published;
  }

  /** @throws AwsError where an alias points at it, or it is no published version */
  deleteVersion(version: string): void {
    if (version === '$LATEST')
      throw invalid('$LATEST version cannot be deleted without deleting the function.');
    this.version(version);
    const alias = [...this.aliases.values()].find(({ FunctionVersion }) => FunctionVersion === version);
    if (alias !== undefined) throw conflict(`the alias ${alias.Name} points at version ${version}`);
    this.versions.delete(version);
  }

  /** The alias of that name. */
  alias(name: string): Alias {
    const alias = this.aliases.get(name);
    if (alias === undefined) throw notFound(`${this.latest.FunctionArn}:${name}`);
    return alias;
  }

  /** Points an alias at a version; makes the alias where there is none. */
  pointAlias(name: string, version: string, revisionId?: string): Alias {
    this.version(version);
    const known = this.aliases.get(name);
    if (known !== undefined) checkRevision(revisionId, known.RevisionId);
    const alias: Alias = {
      Name: name,
      AliasArn: `${this.latest.FunctionArn}:${name}`,
      FunctionVersion: version,
      RevisionId: uuid(this.random),
    };
    this.aliases.set(name, alias);
    return alias;
  }

  /** Allows a service to invoke the function through that qualifier, and no other. */
  permit(qualifier: string, permission: Permission): void {
    this.permissions.set(qualifier, [...this.permissionsOn(qualifier), permission]);
  }

  /** The resource policy of that qualifier; a permission on an alias does not cover the function itself, nor the other way round. */
  permissionsOn(qualifier: string): readonly Permission[] {
    return this.permissions.get(qualifier) ?? [];
  }

  private version(version: string): Configuration {
    const found = version === '$LATEST' ? this.latest : this.versions.get(version);
    if (found === undefined) throw notFound(`${this.latest.FunctionArn}:${version}`);
    return found;
  }

  private refuseWhileUpdating(): void {
    if (this.latest.LastUpdateStatus !== 'InProgress') return;
    throw conflict(`an update is in progress for resource: ${this.latest.FunctionArn}`);
  }
}

function checkRevision(wanted: string | undefined, actual: string): void {
  if (wanted === undefined || wanted === actual) return;
  const message = 'The RevisionId provided does not match the latest RevisionId';
  throw new AwsError('PreconditionFailedException', message, 412);
}

function conflict(message: string): AwsError {
  return new AwsError(
    'ResourceConflictException',
    `The operation cannot be performed at this time: ${message}`,
    409,
  );
}

function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Function not found: ${what}`, 404);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}
