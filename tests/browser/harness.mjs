// SPDX-License-Identifier: Apache-2.0
// A rehearsal of its own on free ports, a browser, and steps that are named, timed out and counted.
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');
const build = process.env.TENKEN_BUILD ?? join(root, 'build');
const axeSource = readFileSync(join(here, 'node_modules/axe-core/axe.min.js'), 'utf8');
const pictures = process.env.TENKEN_PICTURES ? join(build, 'pictures') : null; // they take a quarter of the time
if (pictures) mkdirSync(pictures, { recursive: true });

function freePort() {
	return new Promise((found) => {
		const server = createServer();
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => found(port));
		});
	});
}

function firstLine(child, pattern, seconds) {
	return new Promise((found, failed) => {
		let text = '';
		const timer = setTimeout(() => failed(new Error(`no "${pattern}" within ${seconds} s: ${text}`)), seconds * 1000);
		child.stdout.on('data', (bytes) => {
			text += bytes;
			if (!pattern.test(text)) return;
			clearTimeout(timer);
			found(text);
		});
		child.on('exit', (code) => failed(new Error(`it ended with ${code}: ${text}`)));
	});
}

// The practice services of the rehearsal, on its usual ports: they are part of the edition.
async function startServices(folder) {
	const child = spawn(join(root, 'tools/rehearsal-services'), [join(folder, 'services')], { stdio: ['ignore', 'pipe', 'inherit'] });
	await firstLine(child, /services ready/, 60);
	return child;
}

// host: as the browser names this machine; with practice services unless the story looks at no servers.
export async function startRehearsal({ host = '127.0.0.1', withServices = true } = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'tenken-browser.'));
	const data = join(folder, 'data');
	const port = await freePort();
	const base = `http://${host}:${port}`;
	const tenken = join(build, 'src/main/tenken');
	execFileSync(tenken, ['init', '--data', data, '--edition', join(root, 'programmes/tokyo-r7'), '--rehearsal',
		'--clock', '2025-06-02T10:00:00+09:00', '--base-url', base], { stdio: ['ignore', 'ignore', 'pipe'] });
	const services = withServices ? await startServices(folder) : null;
	const server = spawn(tenken, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], { stdio: ['ignore', 'pipe', 'pipe'] });
	let log = '';
	server.stderr.on('data', (bytes) => { log += bytes; });
	await firstLine(server, /Ready|待ち受け/, 20);
	const people = Object.fromEntries(readFileSync(join(data, 'sign-ins.txt'), 'utf8').trim().split('\n')
		.map((line) => line.trim().split(/\s+/)).map(([name, password]) => [name, password]));
	const stop = async () => {
		for (const child of [server, services]) {
			if (child?.exitCode === null) {
				child.kill('SIGTERM');
				await new Promise((done) => child.once('exit', done));
			}
		}
		rmSync(folder, { recursive: true, force: true });
	};
	return { base, folder, people, stop, exitCode: () => server.exitCode, log: () => log, errors: () => log.split('\n').filter((line) => line.includes('"error"')) };
}

export async function startBrowser() {
	const folder = mkdtempSync(join(tmpdir(), 'tenken-chromium.'));
	const browser = await chromium.launch({
		executablePath: '/usr/bin/chromium',
		headless: true,
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
			'--disable-component-update', '--disable-sync', `--crash-dumps-dir=${folder}`],
	});
	return { browser, close: async () => { await browser.close(); rmSync(folder, { recursive: true, force: true }); } };
}

let failures = 0;

// The steps of one way; several ways can go side by side. Once a step has failed, those that build on it are not tried:
// they would only fail for the same reason.
export function way(title) {
	let failed = false;
	return async (name, deed) => {
		if (failed) return;
		try {
			await deed();
			console.log(`ok ${title}: ${name}`);
		} catch (error) {
			failed = true;
			failures++;
			console.log(`not ok ${title}: ${name}\n  ${String(error.stack ?? error).split('\n').join('\n  ')}`);
		}
	};
}

export function expect(condition, text) {
	if (!condition) throw new Error(text);
}

export function finish() {
	process.exitCode = failures ? 1 : 0;
}

async function violations(page) {
	if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource);
	const result = await page.evaluate(async () => axe.run(document, {
		runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
		resultTypes: ['violations'],
	}));
	return result.violations.map((v) => `${v.id}: ${v.help} (${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')})`);
}

// Every page of a story: no violation, no sideways scrolling at 320 px, and pictures at both widths where they are wanted.
export async function look(page, name) {
	for (const width of [1280, 320]) {
		await page.setViewportSize({ width, height: 900 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(wide <= 0, `${name} scrolls sideways by ${wide} px at ${width} px`);
		const found = await violations(page);
		expect(found.length === 0, `${name} at ${width} px: ${found.join('\n')}`);
		if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}
