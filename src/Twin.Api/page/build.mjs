// Bundles the live page into ../wwwroot, or (--tests) its unit tests into dist-test.
import { build } from 'esbuild';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { land } from './build-land.mjs';

const shared = {
  bundle: true,
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
  tsconfig: 'tsconfig.json',
  loader: { '.css': 'text' },
};

if (process.argv.includes('--tests')) {
  await rm('dist-test', { recursive: true, force: true });
  const files = (await readdir('test')).filter(name => name.endsWith('.test.ts')).map(name => `test/${name}`);
  await build({ ...shared, entryPoints: files, outdir: 'dist-test', outExtension: { '.js': '.mjs' }, platform: 'node' });
} else {
  const out = '../wwwroot';
  await rm(out, { recursive: true, force: true });
  await mkdir(`${out}/fonts`, { recursive: true });
  await build({ ...shared, entryPoints: { twin: 'src/main.ts' }, outdir: out, minify: true, sourcemap: false, legalComments: 'linked' });
  // The console's pages are written elsewhere; what draws in them, and every word, is this page's.
  await build({ ...shared, entryPoints: { console: 'src/console/main.ts' }, outdir: out, minify: true, legalComments: 'linked' });
  const [words] = (await build({ ...shared, entryPoints: ['src/console/words.ts'], write: false })).outputFiles;
  await writeFile(`${out}/words.json`, JSON.stringify((await import(`data:text/javascript,${encodeURIComponent(words.text)}`)).words));
  // The theme is set before the first paint, by a small file that blocks: a strict content policy allows no inline script.
  await build({ ...shared, format: 'iife', entryPoints: { theme: 'src/theme.ts' }, outdir: out, minify: true });
  await cp('index.html', `${out}/index.html`);
  await cp('icon.svg', `${out}/icon.svg`);
  await cp('src/page.css', `${out}/page.css`);
  for (const subset of ['latin', 'greek']) {
    await cp(`node_modules/@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`, `${out}/fonts/inter-${subset}.woff2`);
  }
  await cp('node_modules/@fontsource-variable/inter/LICENSE', `${out}/fonts/LICENSE`);
  await writeFile(`${out}/land.json`, JSON.stringify(await land()));
}
