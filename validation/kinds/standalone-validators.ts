import standaloneCode from 'ajv/dist/standalone';
import hypothesisSchema from '../../schemas/hypothesis.schema.json';
import journalSchema from '../../schemas/journal.schema.json';
import { commonBranches } from '../experiment-template/known-actions';
import { createAjv } from '../json-schema/ajv';
import { compileWith, validatorName, type Checked } from '../json-schema/validators';
import { fileKinds } from './file-kinds';

/** What most starts of a command check. All else is compiled when it is needed. */
export const CHECKED: readonly Checked[] = [
  ...fileKinds.map(({ schema }) => ({ schema, fillsIn: true })),
  ...commonBranches,
  { schema: journalSchema },
  { schema: journalSchema, part: '#/definitions/deployment' },
  { schema: hypothesisSchema },
];

/** The text of a module that does what json-schema/compiled-before.ts says, and stands in its folder. */
export function standaloneValidators(): string {
  const compilerOf = (useDefaults: boolean) => createAjv({ useDefaults, code: { source: true } });
  const [plain, filling] = [compilerOf(false), compilerOf(true)];
  const entries = CHECKED.map((checked) => {
    const { schema, part = '', fillsIn = false } = checked;
    const compiler = fillsIn ? filling : plain;
    const code = standaloneCode(compiler, compileWith(compiler, schema, part));
    return `${JSON.stringify(validatorName(checked))}: (module) => {${code}}`;
  });
  return `const { boundedPattern } = require('./bounded-pattern');
const makers = {
${entries.join(',\n')}
};
exports.compiledBefore = (name) => {
  if (!Object.hasOwn(makers, name)) return undefined;
  const module = {};
  makers[name](module);
  return module.exports;
};
`;
}
