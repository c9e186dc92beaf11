// SPDX-License-Identifier: Apache-2.0
// Somebody joins the staff by the link of an invitation, and signs in by password, by password and code, and by the passkey of
// a virtual device (Chrome DevTools Protocol, domain WebAuthn).
import { createHmac } from 'node:crypto';
import { expect, finish, look, startBrowser, startRehearsal, way } from './harness.mjs';

const MAIL = 'hanako@example.jp';
const PASSWORD = 'a long enough password';
const rehearsal = await startRehearsal({ host: 'localhost', withServices: false });
const { browser, close } = await startBrowser();
const at = (path) => rehearsal.base + path;

// RFC 6238: what the telephone shows for the key at that moment.
function code(key, ms) {
	const bits = [...key].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(ms / 30000)));
	const mac = createHmac('sha1', Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)))).update(counter).digest();
	const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
	return String(number % 1000000).padStart(6, '0');
}

async function signIn(page, name, password) {
	await page.goto(at('/sign-in'));
	await page.fill('#name', name);
	await page.fill('#password', password);
	await page.press('#password', 'Enter');
	await page.waitForLoadState();
}

async function signOut(page) {
	await page.locator('header form[action$="/sign-out"] button').press('Enter');
	await page.waitForLoadState();
}

async function addDevice(page) {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('WebAuthn.enable');
	await devtools.send('WebAuthn.addVirtualAuthenticator', {
		options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
	});
}

const context = await browser.newContext({ locale: 'ja-JP' });
const page = await context.newPage();
const step = way('account');
let made = 0, key = '';

await step('an administrator invites somebody', async () => {
	await signIn(page, 'administrator', rehearsal.people.administrator);
	await page.goto(at('/admin/invite'));
	await look(page, 'admin_invite');
	await page.fill('input[name=name]', '佐藤 花子');
	await page.fill('input[name=mail]', MAIL);
	await page.press('input[name=mail]', 'Enter');
	await page.waitForURL(/done=invite/);
	await look(page, 'admin');
});
await step('whoever has the link chooses a password', async () => {
	const link = await page.getAttribute('a[href*="/join/"]', 'href');
	await signOut(page);
	await page.goto(at(link));
	await look(page, 'join');
	await page.fill('#password', PASSWORD);
	await page.press('#password', 'Enter');
	await page.waitForSelector('a[href$="/sign-in"]');
	await look(page, 'join_done');
});
await step('a telephone is set up', async () => {
	await signIn(page, MAIL, PASSWORD);
	await page.goto(at('/account'));
	await look(page, 'account');
	await page.goto(at('/account/code'));
	await look(page, 'account_code');
	key = await page.textContent('code.key');
	made = Number(await page.inputValue('input[name=made_ms]'));
	await page.fill('#code', code(key, made));
	await page.press('#code', 'Enter');
	await page.waitForURL(/done=code/);
});
await step('the password alone leads to the code only, and the code in', async () => {
	await signOut(page);
	await signIn(page, MAIL, PASSWORD);
	await look(page, 'sign_in_code');
	await page.fill('#code', code(key, made + 30000)); // the office takes the next one as well, and this one only once
	await page.press('#code', 'Enter');
	await page.waitForURL((url) => !url.pathname.includes('sign-in'));
});
await step('a passkey is added', async () => {
	await addDevice(page);
	await page.goto(at('/account/passkey'));
	await look(page, 'account_passkey');
	await page.fill('#name', '会社のノートパソコン');
	await page.fill('#password', PASSWORD);
	await page.press('#password', 'Enter');
	await page.waitForURL(/done=passkey/);
	expect((await page.textContent('main')).includes('会社のノートパソコン'), 'it is not shown');
});
await step('the passkey signs in, without a password', async () => {
	await signOut(page);
	await page.goto(at('/sign-in'));
	await look(page, 'sign_in_passkey');
	await page.locator('form[data-passkey=show] button').press('Enter');
	await page.waitForURL((url) => !url.pathname.includes('sign-in'));
	await page.goto(at('/account'));
	expect((await page.textContent('main')).includes(MAIL), 'somebody else is signed in');
});
await step('an answer is good once', async () => {
	await signOut(page);
	await page.goto(at('/sign-in'));
	const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/sign-in/passkey'));
	await page.locator('form[data-passkey=show] button').press('Enter');
	const body = (await sent).postData();
	await page.waitForURL((url) => !url.pathname.includes('sign-in'));
	await signOut(page);
	const again = await context.request.post(at('/sign-in/passkey'), {
		data: body, headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: rehearsal.base } });
	expect(again.status() === 403, `the same answer again: ${again.status()}`);
});
await step('without scripts nothing of passkeys is shown, and all else works', async () => {
	const plain = await browser.newContext({ locale: 'ja-JP', javaScriptEnabled: false });
	const other = await plain.newPage();
	await signIn(other, 'secretariat', rehearsal.people.secretariat);
	await other.goto(at('/account/passkey'));
	expect(!await other.locator('form[data-passkey]').isVisible(), 'the form is shown');
	expect(await other.locator('noscript p').isVisible(), 'nobody says why');
	await plain.close();
});
await step('only these pages may run a script', async () => {
	for (const [path, may] of [['/sign-in', true], ['/', false]]) {
		const policy = (await context.request.get(at(path))).headers()['content-security-policy'];
		expect(policy.includes('script-src') === may, `${path}: ${policy}`);
	}
});
await step('the server had no error', () => {
	expect(rehearsal.errors().length === 0, rehearsal.errors().join('\n'));
});
await close();
await rehearsal.stop();
finish();
