// SPDX-License-Identifier: Apache-2.0
// What is exported for other tools is valid by the published schema of SARIF 2.1.0, in both languages. No browser is needed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import { expect, finish, root, way } from './harness.mjs';

const load = createRequire(import.meta.url);
const judge = new Ajv({ schemaId: 'id', logger: false, unknownFormats: 'ignore', allErrors: true });
judge.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json'));
const isValid = judge.compile(load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));

function tenken(words, input, language) {
	const program = join(process.env.TENKEN_BUILD ?? join(root, 'build'), 'src/main/tenken');
	return execFileSync(program, words, { input, env: { ...process.env, LC_ALL: language }, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'ignore'] });
}

const seen = readFileSync(join(root, 'docs/examples/observations.jsonl'));
const step = way('SARIF');
for (const language of ['ja_JP.UTF-8', 'en_US.UTF-8'])
	await step(`every finding of the example in ${language.slice(0, 2)} is valid by the schema of 2.1.0`, () => {
		const log = JSON.parse(tenken(['findings', 'export', '--format', 'sarif'], tenken(['judge'], seen, language), language));
		expect(log.runs[0].results.length > 0, 'no finding was exported');
		expect(isValid(log), JSON.stringify(isValid.errors, null, 1));
	});
await step('what the schema does not know is refused', () => {
	expect(!isValid({ version: '2.1.0', runs: [{ tool: {} }] }), 'a tool without a driver is taken');
});
finish();
