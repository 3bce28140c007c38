// Generates a client from the server's description, compiles the page of calls against it and makes the calls. The arguments:
// the server's URL and somebody's access token.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const [url, token] = process.argv.slice(2);

await writeFile('api.d.ts', astToString(await openapiTS(new URL('/openapi.json', url))));
console.log('ok types are generated');

const program = ts.createProgram(['generated-client.ts'], {
    strict: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler, outDir: 'compiled', types: [],
});
program.emit();
const faults = ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, '\n'));
assert.deepEqual(faults, []);
console.log('ok calls compile');

const { calls } = await import('./compiled/generated-client.js');
assert.deepEqual(await calls(url, token), [
    'Inventor', 'Charles Babbage', 'done', 'not-blank',
    'opportunity.closed', 'Send {{contact.name}} the contract for {{trigger.name}}',
    'manual', 'contact.email', 'Call', 'jobTitle', 'PT1H', '{{contact.email}}', 'https://hooks.example/hello',
]);
console.log('ok calls are answered');
