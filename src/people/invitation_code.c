/* SPDX-License-Identifier: Apache-2.0 */
#include "people/invitation_code.h"

#include <string.h>

#include <sodium.h>

#define SIGNS_OF_NUMBER 4 /* of five bits each; the others are the proof */
#define SIGNS           10
#define GROUP           5

static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

_Static_assert(sizeof(alphabet) - 1 == 32, "a sign is five bits");
_Static_assert(SIGNS + SIGNS / GROUP - 1 == INVITATION_CODE_LENGTH, "a hyphen between the groups");

/* Of what was typed: capital letters, without blanks and hyphens. False when it has not as many signs as a code. */
static bool read_signs(struct str typed, char ret_signs[SIGNS])
{
	size_t count = 0;

	for (size_t i = 0; i < typed.n; i++) {
		char sign = typed.p[i];
		if (sign == ' ' || sign == '-')
			continue;
		if (sign >= 'a' && sign <= 'z')
			sign = (char)(sign - 'a' + 'A');
		if (count == SIGNS || !sign || !strchr(alphabet, sign))
			return false;
		ret_signs[count++] = sign;
	}
	return count == SIGNS;
}

bool invitation_code_number(struct str typed, int64_t *ret_number)
{
	char signs[SIGNS];
	int64_t number = 0;

	if (!read_signs(typed, signs))
		return false;
	for (size_t i = 0; i < SIGNS_OF_NUMBER; i++)
		number = number << 5 | (strchr(alphabet, signs[i]) - alphabet);
	*ret_number = number;
	return true;
}

/* The personalisation keeps this use of the secret apart from every other one. */
static void make_signs(const unsigned char *secret, int64_t invitation, int64_t number, char ret_signs[SIGNS])
{
	static const unsigned char use[crypto_generichash_blake2b_PERSONALBYTES] = "tenken invite 1";
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char bytes[8], mac[crypto_generichash_blake2b_BYTES];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)invitation >> (56 - 8 * i));
	crypto_generichash_blake2b_salt_personal(mac, sizeof(mac), bytes, sizeof(bytes), secret,
						 INVITATION_CODE_SECRET_SIZE, salt, use);
	for (size_t i = 0; i < SIGNS_OF_NUMBER; i++)
		ret_signs[i] = alphabet[number >> (5 * (SIGNS_OF_NUMBER - 1 - i)) & 31];
	for (size_t i = SIGNS_OF_NUMBER; i < SIGNS; i++)
		ret_signs[i] = alphabet[mac[i] & 31];
}

void invitation_code_make(const unsigned char secret[INVITATION_CODE_SECRET_SIZE], int64_t invitation, int64_t number,
			  char ret_code[INVITATION_CODE_LENGTH + 1])
{
	char signs[SIGNS];

	make_signs(secret, invitation, number, signs);
	memcpy(ret_code, signs, GROUP);
	ret_code[GROUP] = '-';
	memcpy(ret_code + GROUP + 1, signs + GROUP, GROUP);
	ret_code[INVITATION_CODE_LENGTH] = '\0';
}

bool invitation_code_is(const unsigned char secret[INVITATION_CODE_SECRET_SIZE], int64_t invitation, int64_t number,
			struct str typed)
{
	char signs[SIGNS], code[SIGNS];

	make_signs(secret, invitation, number, code);
	return read_signs(typed, signs) && sodium_memcmp(signs, code, SIGNS) == 0;
}
