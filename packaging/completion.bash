# SPDX-License-Identifier: Apache-2.0
# Completion of tenken for bash. Commands and options are asked of the program that is being completed, so that they are its own.
_tenken() {
	local tenken=${COMP_WORDS[0]} typed="${COMP_WORDS[*]:1:COMP_CWORD-1}" current=${COMP_WORDS[COMP_CWORD]} name words=
	[ -n "$typed" ] || words="--help --version"
	while read -r name; do
		if [[ "$typed " == "$name "* && $current == -* ]]; then
			# shellcheck disable=SC2086
			words="--help $("$tenken" $name --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*')"
		elif [[ "$typed " == "$name "* ]]; then
			compopt -o default # a file
		elif [[ -z $typed || $name == "$typed "* ]]; then
			name=${name#"$typed"} name=${name# }
			words+=" ${name%% *}"
		fi
	done < <("$tenken" --help 2>/dev/null | sed -nE 's/^  ([a-z]+( [a-z-]+)?)  .*/\1/p')
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current" | sort -u)
}
complete -F _tenken tenken
