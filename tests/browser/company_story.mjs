// SPDX-License-Identifier: Apache-2.0
// A company's whole way in a real browser, in Japanese and English, with scripts on (every page looked at) and off.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, finish, look, startBrowser, startRehearsal, way } from './harness.mjs';

const company = '株式会社ものがたり製作所';

const rehearsal = await startRehearsal();
const { browser, close } = await startBrowser();
const { base, people } = rehearsal;
const patience = 30000; // milliseconds that a click or a page may take under the sanitizers

// Presses a link or a button by keyboard, which needs no picture of the page: a loaded machine may owe one for long. Then waits for the page
// that follows, so that the next visit does not cut it off.
async function follow(page, place) {
	const followed = page.waitForNavigation();
	followed.catch(() => {}); // what the pressing itself says comes first
	await place.first().press('Enter');
	await followed;
}

async function press(page, button) {
	await follow(page, page.locator(button));
}

async function submit(page) {
	await press(page, 'main form button[type=submit]');
}

async function signIn(scripts, name) {
	const context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'ja-JP' });
	const page = await context.newPage();
	page.setDefaultTimeout(patience);
	await page.goto(`${base}/sign-in`);
	await page.fill('#name', name);
	await page.fill('#password', people[name]);
	await press(page, '#password'); // Enter sends the form, and does not ask for the other language
	expect(!page.url().includes('sign-in'), `at ${page.url()}`);
	return page;
}

async function fillCompany(page) {
	await page.fill('[name=company_name]', company);
	await page.fill('[name=company_kana]', 'カブシキガイシャモノガタリセイサクショ');
	await page.fill('[name=postal_code]', '163-8001');
	await page.selectOption('[name=prefecture]', 'tokyo');
	await page.fill('[name=address]', '新宿区西新宿2-8-1');
}

async function fillBusiness(page) {
	await page.selectOption('[name=industry]', 'manufacturing');
	await page.fill('[name=capital]', '１，０００');
	await page.fill('[name=employees]', '12');
}

async function answerPage(page) {
	const groups = await page.$$eval('main input[type=radio]', (inputs) => {
		const values = {};
		for (const input of inputs) (values[input.name] ??= []).push(input.value);
		return Object.entries(values);
	});
	for (const [question, values] of groups)
		await page.check(`input[name=${question}][value=${['partly', 'no', values[0]].find((value) => values.includes(value))}]`);
	if (await page.locator('[name=incidents]').count()) await page.check('input[name=incidents][value=none]');
	if (!await page.locator('[name=worries]').count()) return;
	await page.fill('[name=worries]', '何から始めればよいでしょうか。');
	await page.check('input[name=preferred_days][value=tuesday]');
}

async function play(scripts) {
	const step = way(scripts ? 'with scripts' : 'without scripts');
	const see = async (page, name) => { if (scripts) await look(page, name); };
	const visitor = await (await browser.newContext({ javaScriptEnabled: scripts, locale: 'ja-JP' })).newPage();
	let draft, receipt, number, link, office, tokyo, mine;

	await step('the call is read and an application begins', async () => {
		await visitor.goto(`${base}/`);
		expect((await visitor.textContent('main')).includes('45'), 'the places of the course are not shown');
		await see(visitor, 'call');
		await submit(visitor);
		expect(await visitor.locator('.error-summary a').count() === 2, 'the test of one\'s own company asks for nothing');
		await visitor.selectOption('[name=industry]', 'restaurants');
		await visitor.fill('[name=employees]', '51');
		await submit(visitor);
		expect((await visitor.textContent('#self-test ~ .note')).includes('5千万円'), 'the test does not tell the other bound');
		await see(visitor, 'call-tried');
		await visitor.goto(`${base}/calls/tokyo_r7/apply`);
		await see(visitor, 'apply-start');
		await press(visitor, 'main .actions a');
		draft = visitor.url().replace('/course', '');
	});
	await step('an empty page says what is missing, with the focus on the summary', async () => {
		await submit(visitor);
		expect((await visitor.title()).startsWith('エラー：'), `the title is "${await visitor.title()}"`);
		expect(await visitor.locator('.error-summary a').count() > 0, 'the summary has no link');
		await see(visitor, 'apply-course-error');
		await visitor.check('input[name=course][value=one]');
		await visitor.check('input[name=organisation][value=company]');
		await visitor.fill('[name=corporate_number]', '7000012050002');
		await submit(visitor);
	});
	await step('company, business and contact are filled in', async () => {
		await fillCompany(visitor);
		await see(visitor, 'apply-company');
		await submit(visitor);
		await fillBusiness(visitor);
		await see(visitor, 'apply-business');
		await submit(visitor);
		await visitor.fill('[name=contact_name]', '物語 花子');
		await visitor.fill('[name=contact_kana]', 'ものがたり はなこ');
		await visitor.fill('[name=mail]', 'soumu@monogatari.example');
		await visitor.fill('[name=phone]', '03-0000-2000');
		await see(visitor, 'apply-contact');
		await submit(visitor);
	});
	await step('the conditions are agreed and the answers checked', async () => {
		await visitor.check('input[name=previous_checkup][value=no]');
		for (const all of ['pledges', 'consents']) await visitor.check(`[name=${all}]`);
		await see(visitor, 'apply-conditions');
		await submit(visitor);
		expect(visitor.url().endsWith('/check'), `at ${visitor.url()}`);
		const text = await visitor.textContent('main');
		expect(text.includes(company) && text.includes('10,000,000') && text.includes('モノガタリ ハナコ'), 'an answer is not shown');
		await see(visitor, 'apply-check');
	});
	await step('it is sent once, and the page says that nothing is confirmed', async () => {
		const body = await visitor.locator('main form').evaluate((form) => new URLSearchParams(new FormData(form)).toString());
		await submit(visitor);
		const text = await visitor.textContent('main');
		receipt = text.match(/R7-\d{4}/)[0];
		number = Number(receipt.slice(3));
		expect(text.includes('確定していません') || text.includes('確定ではありません'), 'it does not say that nothing is confirmed');
		const again = await visitor.request.post(`${draft}/check`, { data: body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
		expect((await again.text()).includes(receipt), 'sent again, it led elsewhere');
		await see(visitor, 'apply-done');
		await visitor.goto(draft.replace(/\/[^/]*$/, ''));
		expect(await visitor.locator('main .actions a').getAttribute('href') !== draft, 'a second company begins in the draft of the first');
	});
	await step('the receipt mail confirms nothing', async () => {
		office = await signIn(scripts, 'secretariat');
		await see(office, 'desk');
		await office.goto(`${base}/desk/mail`);
		await see(office, 'desk-mail');
		await follow(office, office.locator('main a', { hasText: receipt }));
		const mails = await office.textContent('main');
		expect(mails.includes(receipt), 'the mail is not there');
		await office.goto(`${base}/desk/cases/${number}`);
		await follow(office, office.locator('a[href*="/desk/mail/"]'));
		const letter = await office.textContent('.letter');
		expect(letter.includes('確定'), 'the mail does not speak of confirmation');
		await see(office, 'desk-message');
	});
	await step('the mail that declines is read before it goes', async () => {
		await office.goto(`${base}/desk/cases/${number}`);
		await office.locator('details', { has: office.locator('[name=decline-reason]') }).locator('summary').press('Enter');
		await office.fill('[name=decline-reason]', '都内の事業所を確認できませんでした。');
		await press(office, 'main button[formaction$="/decline"]');
		expect((await office.textContent('.letter')).includes('都内の事業所を確認できませんでした。'), 'the mail does not hold the reason');
		await see(office, 'desk-draft');
	});
	await step('the secretariat checks', async () => {
		await office.goto(`${base}/desk/cases/${number}`);
		await see(office, 'desk-case');
		await submit(office);
		expect((await office.textContent('main')).includes('運営事務局確認済み'), 'the case is not checked');
		await office.goto(`${base}/desk/cases?text=${encodeURIComponent('ものがたり')}`);
		expect((await office.textContent('main')).includes(receipt), 'the search does not find it');
		await see(office, 'desk-cases');
	});
	await step('another person approves for Tokyo', async () => {
		tokyo = await signIn(scripts, 'tokyo');
		await see(tokyo, 'approve');
		await tokyo.goto(`${base}/approve/${number}`);
		await see(tokyo, 'approve-case');
		await tokyo.goto(`${base}/approve`);
		await tokyo.check(`input[name=case][value="${receipt}"]`);
		await submit(tokyo);
		await see(tokyo, 'approve-selection');
		await submit(tokyo);
		expect((await tokyo.textContent('.note--ok')).includes(company), 'it is not told which one was approved');
		await see(tokyo, 'approve-selection-done');
		await tokyo.goto(`${base}/approve/${number}`);
		expect((await tokyo.textContent('main')).includes('事前問診のお願い中'), 'the case is not invited');
	});
	await step('who lost the link is answered alike, whether there is such an application or not', async () => {
		for (const mail of ['nobody@monogatari.example', 'soumu@monogatari.example']) {
			await visitor.goto(`${base}/my`);
			await visitor.fill('#receipt', receipt);
			await visitor.fill('#mail', mail);
			await submit(visitor);
			expect(visitor.url().endsWith('/my/link/sent'), `at ${visitor.url()}`);
		}
		const deadline = Date.now() + patience;
		do {
			expect(Date.now() < deadline, 'the mail with a new link did not come');
			await office.goto(`${base}/desk/cases/${number}`);
		} while (!(await office.textContent('main')).includes('新しいリンク'));
		expect((await office.locator('a[href*="/desk/mail/"]', { hasText: '新しいリンク' }).count()) === 1, 'not one mail, but more');
	});
	await step('the mailed link opens the case by a POST only', async () => {
		await office.goto(`${base}/desk/cases/${number}`);
		await follow(office, office.locator('a[href*="/desk/mail/"]', { hasText: '事前問診' }));
		link = (await office.textContent('.letter')).match(/http\S+\/enter\/[\w-]+/)[0];
		mine = await (await browser.newContext({ javaScriptEnabled: scripts, locale: 'ja-JP' })).newPage();
		for (let i = 0; i < 3; i++) await mine.request.get(link);
		await mine.goto(link);
		await see(mine, 'enter');
		await submit(mine);
		expect(mine.url().endsWith('/my/questionnaire'), `the mail promised the pre-interview, at ${mine.url()}`);
		await mine.goto(`${base}/my`);
		await see(mine, 'my-invited');
		const proof = await mine.request.get(base + await mine.getAttribute('a[href$="/my/proof.json"]', 'href'));
		expect((await proof.json()).arrival.entry.includes('kind applied'), 'the proof of its place is none');
		await mine.goto(`${base}/en/my`);
		await see(mine, 'my-english');
		await mine.goto(`${base}/my`);
	});
	await step('the pre-interview is answered page by page, and confirms participation', async () => {
		await mine.goto(`${base}/my/questionnaire`);
		await see(mine, 'questionnaire');
		await follow(mine, mine.locator('main .actions a'));
		await submit(mine); // with nothing answered
		expect(await mine.locator('.error-summary a').count() === 5, 'the questions that are missing are not named');
		await see(mine, 'questionnaire-errors');
		for (let pages = 0; !mine.url().endsWith('/check'); pages++) {
			expect(pages < 12, `the pages do not end: ${mine.url()}`);
			await answerPage(mine);
			if (pages === 1) await see(mine, 'questionnaire-page');
			await submit(mine);
		}
		await see(mine, 'questionnaire-check');
		await submit(mine);
		expect(mine.url().endsWith('/my/authorisation'), `the diagnosis authorisation is next, not ${mine.url()}`);
		expect((await mine.textContent('main')).includes('参加が確定しました'), 'participation is not confirmed');
		await mine.goto(`${base}/my`);
		await see(mine, 'my-confirmed');
		await follow(mine, mine.locator('a[href$="/my/answers"]'));
		expect(await mine.locator('.radar__axis').count() === 25, 'the scores have no picture');
		await mine.locator('.radar + details summary').press('Enter');
		await see(mine, 'my-answers');
		await mine.goto(`${base}/my`);
	});
	await step('the company authorises its targets', async () => {
		await mine.goto(`${base}/my/authorisation`);
		await mine.fill('[name=targets]', '127.0.0.1');
		await mine.check('input[name=hosting][value=own]');
		await mine.fill('[name=authorised_by]', '物語 太郎');
		await mine.fill('[name=authorised_role]', '代表取締役');
		await mine.check('[name=authority][value=representative]');
		await mine.fill('[name=stop_name]', '物語 花子');
		await mine.check('[name=recheck][value=support_end]');
		await mine.check('[name=watch][value=no]');
		await mine.fill('[name=stop_contact]', '03-0000-2000');
		await mine.check('input[name=window][value=days_7]');
		await mine.check('[name=agree]');
		await see(mine, 'my-authorisation');
		await submit(mine);
		expect((await mine.textContent('main')).includes('127.0.0.1'), 'the target is not shown');
		await see(mine, 'my-code');
		await office.goto(`${base}/desk/cases/${number}`);
		await follow(office, office.locator('a[href*="/desk/mail/"]', { hasText: '確認コード' }));
		const code = (await office.textContent('.letter')).match(/確認コード\s+(\d{6})/)[1];
		await mine.fill('#code', code === '000000' ? '000001' : '000000');
		await press(mine, 'form[action$="/code"] button');
		expect((await mine.textContent('main')).includes('あと4回'), 'a wrong code was taken, or not counted');
		await see(mine, 'my-code-wrong');
		await mine.fill('#code', code);
		await press(mine, 'form[action$="/code"] button');
		expect(mine.url().endsWith('/my'), `at ${mine.url()}`);
		expect((await mine.textContent('main')).includes('127.0.0.1'), 'the permission is not shown');
	});
	await step('the diagnosis runs and shows its progress', async () => {
		await office.goto(`${base}/desk/cases/${number}`);
		await press(office, 'form[action$="/diagnose"] button');
		const deadline = Date.now() + 90000;
		while (!(await office.locator('a[href$="/report"]').count())) {
			expect(Date.now() < deadline, `the diagnosis did not end: ${await office.textContent('#diagnosis ~ dl')}`);
			await office.waitForTimeout(500);
			await office.goto(`${base}/desk/cases/${number}`);
		}
		await see(office, 'desk-case-diagnosed');
	});
	await step('the expert reads the report, the company not yet', async () => {
		await office.selectOption('select[name=expert]', { index: 0 });
		await press(office, 'form[action$="/assign"] button');
		const expert = await signIn(scripts, 'expert');
		await see(expert, 'expert');
		await expert.goto(`${base}/expert/${number}/report`);
		const text = await expert.textContent('main');
		expect(text.includes('有効期限が切れています') && text.includes('FTP'), 'a finding is missing');
		await see(expert, 'report');
		const early = await mine.request.get(`${base}/my/report`);
		expect(early.status() === 403, 'the company read it before its release');
		expect((await early.text()).includes('報告書は、まだできていません'), 'the company is not told that its report is not ready');
	});
	await step('released, the company reads it as a page and as a PDF', async () => {
		await office.goto(`${base}/desk/cases/${number}`);
		await press(office, 'button[formaction$="/release"]');
		await mine.goto(`${base}/my/report`);
		expect((await mine.textContent('main')).includes('有効期限が切れています'), 'the finding is not on the page');
		await mine.goto(`${base}/my`);
		await see(mine, 'my-released');
		const pdf = await mine.request.get(`${base}/my/report.pdf`);
		const file = join(rehearsal.folder, 'report.pdf');
		writeFileSync(file, await pdf.body());
		expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).includes('有効期限が切れています'), 'the PDF has no such text');
	});
	await step('its letter is printed, and the desk asks for it no more', async () => {
		await office.goto(`${base}/desk/cases?state=unprinted`);
		await see(office, 'desk-letters');
		const form = 'form[action$="/desk/letters"]', box = `letter-R7-${String(number).padStart(4, '0')}`;
		expect(await office.isChecked(`${form} [name="${box}"]`), 'the letter is not ticked');
		const pdf = await office.request.post(`${base}/desk/letters`,
			{ form: { form_token: await office.inputValue(`${form} [name=form_token]`), [box]: 'yes' } });
		expect((await pdf.body()).subarray(0, 4).toString() === '%PDF', 'no letter was printed');
		await office.reload();
		expect(await office.isHidden(`[name="${box}"]`), 'a printed letter is asked for again');
		await office.goto(`${base}/desk/cases?state=released`);
		expect((await office.textContent('main')).includes('に印刷'), 'the list does not tell when it was printed');
	});
	await step(`nobody opens another's pages`, async () => {
		for (const [page, path, status] of [[mine, '/desk', 403], [mine, `/desk/cases/${number}`, 403], [tokyo, '/desk/mail', 403],
			[office, `/approve/${number}`, 403], [office, '/my', 403]])
			expect((await page.request.get(base + path, { maxRedirects: 0 })).status() === status, `${path} was open`);
		const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
		expect((await visitor.request.get(changed)).status() === 410, 'a changed link was taken');
	});
	await step('a form without its token is refused', async () => {
		const reply = await office.request.post(`${base}/desk/cases/1/check`, { form: { form_token: 'x' }, maxRedirects: 0 });
		expect(reply.status() === 403, `it was answered with ${reply.status()}`);
	});
}

// Pages that no company's way leads through.
async function lookAround() {
	const step = way('every other page');
	await step('is well formed, in both languages', async () => {
		const page = await (await browser.newContext()).newPage();
		page.setDefaultTimeout(patience);
		for (const path of ['/privacy', '/accessibility', '/contact', '/sign-in', '/calls/tokyo_r7', '/calls/tokyo_r7/apply', '/nothing-here', '/en/', '/en/calls/tokyo_r7/apply', '/en/sign-in',
			'/en/privacy', '/en/contact', '/en/accessibility', '/en/calls/tokyo_r7/apply/a/company', '/enter/none',
			'/calls/tokyo_r7/invited', '/en/calls/tokyo_r7/invited', '/calls/tokyo_r7/invited/none', '/my', '/en/my', '/my/link/sent', '/en/my/link/sent', '/my/withdrawn']) {
			await page.goto(base + path);
			await look(page, path.replaceAll('/', '_'));
		}
	});
	await step('of the staff is well formed', async () => {
		for (const [name, paths] of [['administrator', ['/admin']], ['diagnosis', ['/diagnosis']],
			['secretariat', ['/desk/rehearsal', '/desk/invitations', '/en/desk/invitations/list', '/en/desk', '/en/desk/cases/10', '/en/desk/cases', '/en/desk/mail']]]) {
			const staff = await signIn(true, name);
			for (const path of paths) {
				await staff.goto(base + path);
				await look(staff, `staff${path.replaceAll('/', '_')}`);
			}
		}
	});
}

await Promise.all([play(true), play(false), lookAround()]);
const step = way('the server');
await step('logged no error', async () => {
	expect(rehearsal.errors().length === 0, rehearsal.errors().join('\n'));
});
await close();
await rehearsal.stop();
if (rehearsal.exitCode() !== 0) console.log(rehearsal.log().slice(-6000));
await step('stopped in order', async () => {
	expect(rehearsal.exitCode() === 0, `it ended with ${rehearsal.exitCode()}`);
});
finish();
