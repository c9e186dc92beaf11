// SPDX-License-Identifier: Apache-2.0
// cosigned WITNESS_KEY < note: checks a cosignature by the text of C2SP's tlog-cosignature alone, with Go's crypto, and
// prints the log's origin, its size and the time that the witness says. For test_witness.c.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	all, _ := io.ReadAll(os.Stdin)
	parts := strings.SplitN(os.Args[1], "+", 3) // name+id+base64(type || key)
	key, _ := base64.StdEncoding.DecodeString(parts[2])
	hash := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	end := bytes.LastIndex(all, []byte("\n\n")) + 1
	text := all[:end]
	for _, line := range strings.Split(string(all[end+1:]), "\n") {
		words := strings.Split(line, " ")
		if len(words) != 3 || words[0] != "\u2014" || words[1] != parts[0] {
			continue
		}
		sig, _ := base64.StdEncoding.DecodeString(words[2])
		if len(sig) != 4+8+64 || key[0] != 4 || !bytes.Equal(sig[:4], hash[:4]) {
			continue
		}
		at := binary.BigEndian.Uint64(sig[4:12])
		message := append([]byte(fmt.Sprintf("cosignature/v1\ntime %d\n", at)), text...)
		if ed25519.Verify(key[1:], message, sig[12:]) {
			lines := strings.Split(string(text), "\n")
			fmt.Println(lines[0], lines[1], at)
			return
		}
	}
	fmt.Println("not cosigned")
	os.Exit(1)
}
