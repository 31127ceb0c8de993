import { existsSync } from 'node:fs';

// npm runs this before `npm run cdktf`, in the project's folder.
if (!existsSync('cdktf-cli/node_modules/cdktf-cli')) {
  process.stderr.write(
    "cdktf-cli is not installed: `npm ci --prefix cdktf-cli` installs CDKTF's command line\n",
  );
  process.exitCode = 1;
}
