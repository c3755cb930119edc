# complete.zsh DIRECTORY LINE: what zsh makes of the line when Tab is pressed behind it; its functions are in the directory.
zmodload zsh/zpty
zpty shell zsh -f -i
ask() { zpty -w shell "$1"; }
ask "PS1= PROMPT= RPROMPT=; unsetopt zle_bracketed_paste prompt_cr prompt_sp; fpath=($1 \$fpath)"
ask 'autoload -Uz compinit && compinit -u -D; LISTMAX=1000; setopt no_list_beep'
ask 'show() { print -r -- "<$BUFFER>"; zle .kill-whole-line }; zle -N show; bindkey "^X" show'
ask 'print READY'
zpty -r -m shell out '*READY*READY*' 
zpty -w -n shell "$2"$'\t\x18'
zpty -r -m shell out '*<*>*'
print -r -- ${${out##*<}%%>*}
zpty -d shell
