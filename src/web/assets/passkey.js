// SPDX-License-Identifier: Apache-2.0
// Asks the browser for a passkey and puts its answer into the hidden fields of the form (W3C Web Authentication Level 2,
// sections 5.1.3 and 5.1.4), which is then sent as any other form. Without this script, or where the browser knows no passkeys,
// the form stays hidden.
'use strict';

function bytesOf(text) {
	const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
	return Uint8Array.from(binary, (c) => c.charCodeAt(0));
}

function textOf(buffer) {
	let binary = '';
	for (const byte of new Uint8Array(buffer))
		binary += String.fromCharCode(byte);
	return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function put(form, name, buffer) {
	form.elements[name].value = textOf(buffer);
}

async function make(form) {
	const made = await navigator.credentials.create({
		publicKey: {
			challenge: bytesOf(form.elements.question.value),
			rp: { id: form.dataset.domain, name: form.dataset.office },
			user: {
				id: new TextEncoder().encode(form.dataset.person),
				name: form.dataset.signIn,
				displayName: form.dataset.name,
			},
			pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
			authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
			excludeCredentials: form.dataset.known.split(' ').filter(Boolean)
				.map((id) => ({ type: 'public-key', id: bytesOf(id) })),
			attestation: 'none',
		},
	});
	put(form, 'client_data', made.response.clientDataJSON);
	put(form, 'attestation', made.response.attestationObject);
}

async function show(form) {
	const shown = await navigator.credentials.get({
		publicKey: {
			challenge: bytesOf(form.elements.question.value),
			rpId: form.dataset.domain,
			userVerification: 'required',
		},
	});
	put(form, 'credential', shown.rawId);
	put(form, 'client_data', shown.response.clientDataJSON);
	put(form, 'authenticator_data', shown.response.authenticatorData);
	put(form, 'signature', shown.response.signature);
}

// An answer that never came is told where the button is, and the button can be pressed again.
function prepare(form) {
	const failed = form.querySelector('[data-failed]');
	let isAnswered = false;

	form.hidden = false;
	form.addEventListener('submit', (event) => {
		if (isAnswered)
			return;
		event.preventDefault();
		failed.textContent = '';
		(form.dataset.passkey === 'make' ? make(form) : show(form)).then(
			() => {
				isAnswered = true;
				form.requestSubmit();
			},
			() => { failed.textContent = failed.dataset.failed; });
	});
}

if (window.PublicKeyCredential)
	document.querySelectorAll('form[data-passkey]').forEach(prepare);
