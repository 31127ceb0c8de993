import { spawnSync } from 'node:child_process';
import { extname, join } from 'node:path';
import ts from 'typescript';
import { parseAutomationDocument } from '../../validation/automation-document/automation-document';
import { InvalidFileError } from '../../validation/findings/finding';

/**
 * Says why a changed file would be found out before any test runs, by its compiler; null where it would not. A mutant that does not
 * compile says nothing about the tests: Jest strips types and runs what is left.
 */
export type Compiler = (file: string, text: string) => string | null;

/** The compilers of a project's files: of TypeScript, of bash, and the project's own validation of documents. */
export function compilerOf(root: string): Compiler {
  const typescript = typescriptOf(root);
  const compilers: Readonly<Record<string, Compiler>> = {
    '.ts': typescript,
    '.sh': (_file, text) => {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
      return status === 0 ? null : stderr.trim();
    },
    '.yaml': (file, text) => {
      try {
        parseAutomationDocument(text, 'YAML', file);
        return null;
      } catch (error) {
        if (error instanceof InvalidFileError) return error.message;
        throw error;
      }
    },
  };
  return (file, text) => {
    const compiler = compilers[extname(file)];
    if (compiler === undefined) throw new Error(`nothing here compiles ${file}`);
    return compiler(file, text);
  };
}

/** Types and syntax; but what a mutant leaves unused is no reason against it. */
function typescriptOf(root: string): Compiler {
  const config: unknown = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  const changed = new Map<string, { readonly version: number; readonly text: string | undefined }>();
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => ({ ...options, noUnusedLocals: false, noUnusedParameters: false }),
    getScriptFileNames: () => [...changed.keys()],
    getScriptVersion: (path) => String(changed.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = changed.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (of) => ts.getDefaultLibFilePath(of),
  });
  const change = (path: string, text: string | undefined): void => {
    changed.set(path, { version: (changed.get(path)?.version ?? 0) + 1, text });
  };
  return (file, text) => {
    const path = join(root, file);
    change(path, text);
    const [first] = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
    change(path, undefined);
    return first === undefined ? null : ts.flattenDiagnosticMessageText(first.messageText, ' ');
  };
}
