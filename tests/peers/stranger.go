// SPDX-License-Identifier: Apache-2.0
// Answers questions about logs and notes by Go's own implementations of them, one line each, for test_seal.c.
package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var stored []tlog.Hash // of the log with the entries "0", "1", "2" ...
var size int64

var reader = tlog.HashReaderFunc(func(indexes []int64) (out []tlog.Hash, err error) {
	for _, i := range indexes {
		out = append(out, stored[i])
	}
	return
})

func number(s string) int64 { n, _ := strconv.ParseInt(s, 10, 64); return n }

func hashes(words []string) (out []tlog.Hash) {
	for _, w := range words {
		h, _ := tlog.ParseHash(w)
		out = append(out, h)
	}
	return
}

func answer(w []string) interface{} {
	switch w[0] {
	case "root": // SIZE
		for ; size < number(w[1]); size++ {
			more, _ := tlog.StoredHashes(size, []byte(strconv.FormatInt(size, 10)), reader)
			stored = append(stored, more...)
		}
		root, _ := tlog.TreeHash(number(w[1]), reader)
		return root
	case "record": // SIZE INDEX
		proof, _ := tlog.ProveRecord(number(w[1]), number(w[2]), reader)
		return proof
	case "tree": // TO FROM
		proof, _ := tlog.ProveTree(number(w[1]), number(w[2]), reader)
		return proof
	case "check-record": // SIZE INDEX ROOT LEAF HASH...
		h := hashes(w[3:])
		return tlog.CheckRecord(h[2:], number(w[1]), h[0], number(w[2]), h[1])
	case "check-tree": // TO FROM ROOT OLDROOT HASH...
		h := hashes(w[3:])
		return tlog.CheckTree(h[2:], number(w[1]), h[0], number(w[2]), h[1])
	case "sign": // SIGNER BASE64TEXT
		text, _ := base64.StdEncoding.DecodeString(w[2])
		signer, err := note.NewSigner(w[1])
		if err != nil {
			return err
		}
		signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
		if err != nil {
			return err
		}
		return base64.StdEncoding.EncodeToString(signed)
	case "open": // VERIFIER BASE64NOTE
		text, _ := base64.StdEncoding.DecodeString(w[2])
		verifier, err := note.NewVerifier(w[1])
		if err == nil {
			_, err = note.Open(text, note.VerifierList(verifier))
		}
		return err
	}
	return "unknown question"
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		fmt.Println(strings.Trim(fmt.Sprint(answer(strings.Fields(lines.Text()))), "[]"))
	}
}
