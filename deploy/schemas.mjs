// Validates what the Gateway API and the Prometheus operator define: values against their schemas, fields against their types, as the
// schemas let unknown ones pass. node schemas.mjs FOLDER MANIFEST..., where FOLDER holds node_modules.
import {execFileSync} from 'node:child_process';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';

const [folder, ...manifests] = process.argv.slice(2);
const load = module => import(pathToFileURL(resolve(folder, 'node_modules', module)).href);
const packages = {
  'gateway.networking.k8s.io/v1': '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
};
const {default: yaml} = await load('js-yaml/dist/js-yaml.mjs');
const source = [];
let wrong = 0;

for (const manifest of manifests) {
  for (const document of yaml.loadAll(readFileSync(manifest, 'utf8'))) {
    const name = packages[document?.apiVersion];
    if (!name) continue;
    const {apiVersion, kind, ...fields} = document;
    const Kind = (await load(`${name}/index.js`))[kind];
    source.push(`// ${manifest}`, `new (await import('${name}')).${kind}(${JSON.stringify(fields)});`);
    try {
      new Kind(document).validate();
    } catch (error) {
      wrong++;
      console.error(`${manifest}: ${error.message}`);
    }
  }
}

const program = join(folder, `resources-${process.pid}.mts`);
writeFileSync(program, source.join('\n') + '\nexport {};\n');
try {
  const compiler = resolve(folder, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '--noEmit', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022', program], {stdio: 'pipe'});
} catch (error) {
  wrong++;
  console.error(String(error.stdout));
} finally {
  rmSync(program);
}
console.log(`${source.length / 2} resources of other APIs, ${wrong} wrong`);
process.exit(wrong > 0 || source.length === 0 ? 1 : 0);
