# bash completion of daftar-search
_daftar_search() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}
    [[ $word == = ]] && word=
    case $before in
    -i|--index) COMPREPLY=($(compgen -f -- "$word")) ;;
    -n|--count) COMPREPLY=() ;;
    --offset) COMPREPLY=() ;;
    --group) COMPREPLY=($(compgen -W 'passage article' -- "$word")) ;;
    --lang) COMPREPLY=($(compgen -W 'en ru uz kk ky tg tk kaa tr az tt ba ug fa ar ur ps zh ja ko mn hi uk be bg sr de fr es it pt nl sv no da fi hu ro el lt pl hy ka he' -- "$word")) ;;
    --facets) local before=; [[ $word == *,* ]] && before=${word%,*},
        COMPREPLY=($(compgen -P "$before" -W 'lang year author keyword format' -- "${word##*,}")) ;;
    --query-lang) COMPREPLY=($(compgen -W 'en ru uz kk ky tg tk kaa tr az tt ba ug fa ar ur ps zh ja ko mn hi uk be bg sr de fr es it pt nl sv no da fi hu ro el lt pl hy ka he' -- "$word")) ;;
    --expand) local before=; [[ $word == *,* ]] && before=${word%,*},
        COMPREPLY=($(compgen -P "$before" -W 'all none variant cognate glossary mined' -- "${word##*,}")) ;;
    --glossary) COMPREPLY=($(compgen -f -- "$word")) ;;
    --weighting) COMPREPLY=($(compgen -W 'inl2 bm25 bm25+ pl2 dph dlh' -- "$word")) ;;
    --similar) COMPREPLY=() ;;
    --format) COMPREPLY=($(compgen -W 'text json jsonl tsv trec grep html markdown' -- "$word")) ;;
    --page-language) COMPREPLY=($(compgen -W 'en ru uz kk' -- "$word")) ;;
    --open) COMPREPLY=() ;;
    --context) COMPREPLY=() ;;
    --queries) COMPREPLY=($(compgen -f -- "$word")) ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$word")) ;;
    --completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$word")) ;;
    *) if [[ $word == -* ]]; then COMPREPLY=($(compgen -W ' -i --index --partial -n --count --offset --group --lang --facets --timeline --query-lang --expand --glossary --weighting --exhaustive --similar --format --page-language --open --context --explain --queries --color --completion -h --help --version --man' -- "$word"))
        else compopt -o nospace; COMPREPLY=($(compgen -W 'title: author: keyword: heading: lang: year: path: format: in: in:abstract in:references' -- "$word")); fi ;;
    esac
}
complete -F _daftar_search daftar-search
