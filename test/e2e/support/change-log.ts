import type { AwsCall } from './aws-call';

/** Calls that change nothing, of the services that say what they do by a name. */
const READS = /^(Get|List|Describe|Lookup|Assume)/;

/**
 * What a call changes, in words that a test can look for: `CreateRole us-east-1 chaos-lab-us-east-1-hello`,
 * `POST us-east-1 /domainnames example.mydomain.com`, `UPSERT example.mydomain.com A us-east-1`. Null where it changes nothing but tags.
 */
export function changeOf(call: AwsCall): string | null {
  const { service, region, method, path, operation } = call;
  const body = call.body.toString();
  if (service === 'route53') return changeInRoute53(call, body);
  const action = operation || new URLSearchParams(body).get('Action');
  if (action) return READS.test(action) ? null : words(action, region, ...namesIn(body));
  return method === 'GET' || isAboutTags(path)
    ? null
    : words(method, region, decodeURIComponent(path), ...namesIn(body));
}

/** `UPSERT <name> <type> <set identifier>` for records, `CreateHealthCheck <host>`, `UpdateHealthCheck <id> <host>`, `DeleteHealthCheck <id>`. */
function changeInRoute53({ method, path }: AwsCall, xml: string): string | null {
  if (method === 'GET' || isAboutTags(path)) return null;
  const of = (tag: string): string => new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1] ?? '';
  if (path.endsWith('/rrset') || path.endsWith('/rrset/')) {
    return words(of('Action'), of('Name').replace(/\.$/, ''), of('Type'), of('SetIdentifier'));
  }
  const id = /\/healthcheck\/([^/]+)$/.exec(path)?.[1] ?? '';
  if (method === 'DELETE') return words('DeleteHealthCheck', id);
  return words(id === '' ? 'CreateHealthCheck' : 'UpdateHealthCheck', id, of('FullyQualifiedDomainName'));
}

function isAboutTags(path: string): boolean {
  return path.includes('/tags/');
}

/** The names that a body gives, as JSON or as a form. */
function namesIn(body: string): string[] {
  const inJson = body.matchAll(/"(?:[fF]unctionName|[dD]omainName|[nN]ame|[aA]larmName)":"([^"]*)"/g);
  const inForm = body.matchAll(/(?:^|&)(?:RoleName|PolicyName|AlarmNames?(?:\.member\.\d+)?)=([^&]*)/g);
  return [...inJson, ...inForm].map(([, name = '']) => decodeURIComponent(name));
}

function words(...all: readonly string[]): string {
  return all.filter((word) => word !== '').join(' ');
}

/**
 * What is not in the order that is asked for: every change that one pattern fits comes before every change that the next one fits, and
 * each fits one at least. Empty where all is well.
 */
export function outOfOrder(changes: readonly string[], ...patterns: readonly RegExp[]): string[] {
  const places = patterns.map((pattern) =>
    changes.flatMap((change, place) => (pattern.test(change) ? [place] : [])),
  );
  return patterns.flatMap((pattern, index) => {
    const own = places[index] ?? [];
    if (own.length === 0) return [`nothing is ${pattern.source}`];
    const next = places[index + 1] ?? [];
    const late = own.filter((place) => next.some((other) => other < place));
    return late.map((place) => `${changes[place] ?? ''} comes after ${patterns[index + 1]?.source ?? ''}`);
  });
}
