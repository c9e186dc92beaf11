/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_hash.h"

#include <string.h>

#define BLOCK 64

/* MD5 and SHA-1 share the frame: blocks of 64 bytes, a 0x80, zeros, and the length in bits as the last eight bytes. */
typedef void absorb(uint32_t *state, const unsigned char *block);

static uint32_t rotate(uint32_t x, unsigned bits)
{
	return x << bits | x >> (32 - bits);
}

static uint32_t load_little(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t load_big(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static void run(absorb *take, uint32_t *state, struct str bytes, bool is_big_endian)
{
	unsigned char tail[2 * BLOCK] = {0};
	const uint64_t bits = (uint64_t)bytes.n * 8;
	size_t rest = bytes.n % BLOCK, size = rest < BLOCK - 8 ? BLOCK : 2 * BLOCK;

	for (size_t at = 0; at + BLOCK <= bytes.n; at += BLOCK)
		take(state, (const unsigned char *)bytes.p + at);
	if (rest)
		memcpy(tail, bytes.p + bytes.n - rest, rest);
	tail[rest] = 0x80;
	for (unsigned i = 0; i < 8; i++)
		tail[size - 8 + i] = (unsigned char)(bits >> 8 * (is_big_endian ? 7 - i : i));
	for (size_t at = 0; at < size; at += BLOCK)
		take(state, tail + at);
}

/* RFC 1321 section 3.4: floor(2^32 * abs(sin(i))). */
static const uint32_t md5_sines[64] = {
	0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
	0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
	0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
	0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
	0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
	0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
	0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
	0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

static void md5_absorb(uint32_t *state, const unsigned char *block)
{
	static const unsigned char turns[4][4] = {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
	static const unsigned char steps[4][2] = {{1, 0}, {5, 1}, {3, 5}, {7, 0}}; /* word = step * i + start */
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];

	for (unsigned i = 0; i < 64; i++) {
		const unsigned round = i / 16, word = (steps[round][0] * i + steps[round][1]) % 16;
		uint32_t mixed, next;
		switch (round) {
		case 0: mixed = (b & c) | (~b & d); break;
		case 1: mixed = (b & d) | (c & ~d); break;
		case 2: mixed = b ^ c ^ d; break;
		default: mixed = c ^ (b | ~d); break;
		}
		next = b +
		       rotate(a + mixed + md5_sines[i] + load_little(block + 4 * (size_t)word), turns[round][i % 4]);
		a = d;
		d = c;
		c = b;
		b = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
}

void nuclei_hash_md5(struct str bytes, unsigned char out[NUCLEI_MD5_SIZE])
{
	uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

	run(md5_absorb, state, bytes, false);
	for (unsigned i = 0; i < NUCLEI_MD5_SIZE; i++)
		out[i] = (unsigned char)(state[i / 4] >> 8 * (i % 4));
}

static void sha1_absorb(uint32_t *state, const unsigned char *block)
{
	static const uint32_t constants[4] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
	uint32_t words[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];

	for (unsigned i = 0; i < 16; i++)
		words[i] = load_big(block + 4 * (size_t)i);
	for (unsigned i = 16; i < 80; i++)
		words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
	for (unsigned i = 0; i < 80; i++) {
		const unsigned round = i / 20;
		const uint32_t mixed = round == 0   ? (b & c) | (~b & d)
				       : round == 2 ? (b & c) | (b & d) | (c & d)
						    : b ^ c ^ d;
		const uint32_t next = rotate(a, 5) + mixed + e + constants[round] + words[i];
		e = d;
		d = c;
		c = rotate(b, 30);
		b = a;
		a = next;
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
}

void nuclei_hash_sha1(struct str bytes, unsigned char out[NUCLEI_SHA1_SIZE])
{
	uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};

	run(sha1_absorb, state, bytes, true);
	for (unsigned i = 0; i < NUCLEI_SHA1_SIZE; i++)
		out[i] = (unsigned char)(state[i / 4] >> 8 * (3 - i % 4));
}

static uint32_t mmh3_mix(uint32_t word)
{
	return rotate(word * 0xcc9e2d51, 15) * 0x1b873593;
}

uint32_t nuclei_hash_mmh3(struct str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	const size_t whole = bytes.n / 4 * 4;
	uint32_t hash = 0, tail = 0;

	for (size_t at = 0; at < whole; at += 4)
		hash = rotate(hash ^ mmh3_mix(load_little(p + at)), 13) * 5 + 0xe6546b64;
	for (size_t at = bytes.n; at > whole; at--)
		tail = tail << 8 | p[at - 1];
	hash ^= mmh3_mix(tail) ^ (uint32_t)bytes.n;
	hash = (hash ^ hash >> 16) * 0x85ebca6b;
	hash = (hash ^ hash >> 13) * 0xc2b2ae35;
	return hash ^ hash >> 16;
}
