// SPDX-License-Identifier: Apache-2.0
// How few presses an application takes whose company the country's register knows; and one that is saved half-way and goes on elsewhere.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, finish, look, root, startBrowser, startRehearsal, way } from './harness.mjs';

const pressesMax = 14; // buttons, links and choices; typing is not counted
const patience = 30000;
const number = '7000012050002';

const rehearsal = await startRehearsal();
const { browser, close } = await startBrowser();
const { base, folder, people } = rehearsal;

function importRegister() {
	const file = join(folder, 'corporate.csv');
	writeFileSync(file, `1,${number},01,0,2020-01-01,2015-10-05,"株式会社ためし",,301,"東京都","千代田区","霞が関３丁目１－１",,13,101,1000013,,,,,,,2015-10-05,1,,,,,"タメシ",0\n`);
	execFileSync(join(process.env.TENKEN_BUILD ?? join(root, 'build'), 'src/main/tenken'), ['registry', 'import', 'corporate', file, '--data', join(folder, 'data')]);
}

// axe is a script: a page that is looked at has scripts on.
async function newPage(scripts) {
	const page = await (await browser.newContext({ javaScriptEnabled: scripts, locale: 'ja-JP' })).newPage();
	page.setDefaultTimeout(patience);
	return page;
}

// A page on which each press is counted.
async function counting() {
	const page = await newPage(false);
	let presses = 0;
	const one = (deed) => async (...given) => { presses++; await deed(...given); };
	return {
		page,
		presses: () => presses,
		press: one(async (place) => { await page.locator(place).first().click(); }),
		choose: one(async (name, value) => { await page.check(`input[name=${name}][value=${value}]`); }),
		tick: one(async (name) => { await page.check(`[name=${name}]`); }),
		select: one(async (name, value) => { await page.selectOption(`[name=${name}]`, value); }),
	};
}

async function apply(step) {
	const { page, presses, press, choose, tick, select } = await counting();

	await step('a company that the register knows types its number and finds its name and place', async () => {
		await page.goto(`${base}/`);
		await press('main .hero .actions a');
		await press('main .actions a');
		await choose('course', 'one');
		await choose('organisation', 'company');
		await page.fill('[name=corporate_number]', number);
		await press('main form button[type=submit]');
		expect(await page.inputValue('[name=company_name]') === '株式会社ためし', 'the name is not filled in');
		expect((await page.inputValue('[name=address]')).includes('霞が関'), 'the place is not filled in');
		await press('main form button[type=submit]');
	});
	await step('business, contact and conditions', async () => {
		await select('industry', 'restaurants');
		await page.fill('[name=capital]', '1000');
		await page.fill('[name=employees]', '12');
		await press('main form button[type=submit]');
		await page.fill('[name=contact_name]', '為 花子');
		await page.fill('[name=contact_kana]', 'タメ ハナコ');
		await page.fill('[name=mail]', 'hanako@tameshi.example');
		await page.fill('[name=phone]', '03-0000-1000');
		await press('main form button[type=submit]');
		await choose('previous_checkup', 'no');
		await tick('pledges');
		await tick('consents');
		await press('main form button[type=submit]');
	});
	await step(`the receipt is there after at most ${pressesMax} presses`, async () => {
		expect(page.url().endsWith('/check'), `at ${page.url()}`);
		await press('main form button[type=submit]');
		expect(/R7-\d{4}/.test(await page.textContent('main')), 'there is no receipt');
		expect(presses() <= pressesMax, `it took ${presses()} presses`);
	});
}

async function save(step) {
	const page = await newPage(true), other = await newPage(true);
	let link;

	await step('an application is saved half-way', async () => {
		await page.goto(`${base}/calls/tokyo_r7/apply/half/contact`);
		await page.fill('[name=contact_name]', '為 花子');
		await page.click('button[name=save]');
		await look(page, 'apply-save');
		await page.click('main form button[type=submit]');
		await look(page, 'apply-save-error');
		await page.fill('#mail', 'hanako@tameshi.example');
		await page.click('main form button[type=submit]');
		await look(page, 'apply-saved');
		link = await page.getAttribute('main .note a', 'href');
	});
	await step('it goes on upon another device', async () => {
		await other.goto(base + link);
		await look(other, 'apply-resume');
		await other.click('main form button[type=submit]');
		await other.goto(`${base}/calls/tokyo_r7/apply/half/contact`);
		expect(await other.inputValue('[name=contact_name]') === '為 花子', 'what was typed is not there');
		await other.goto(`${base}/en/resume/none`);
		await look(other, 'apply-resume-none');
	});
}

async function enter(step) {
	const page = await newPage(true);

	await step('the secretariat enters what came on paper', async () => {
		await page.goto(`${base}/sign-in`);
		await page.fill('#name', 'secretariat');
		await page.fill('#password', people.secretariat);
		await page.click('main form button[type=submit]');
		await page.goto(`${base}/desk`);
		await page.click('#paper ~ p a');
		await page.click('main .actions a');
		await look(page, 'apply-on-paper');
		expect((await page.textContent('main')).includes('紙の申込書を入力しています'), 'it does not say for whom it is');
	});
}

importRegister();
await apply(way('few presses'));
await save(way('saved half-way'));
await enter(way('on paper'));
await close();
await rehearsal.stop();
finish();
