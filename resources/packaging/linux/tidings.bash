# bash completion for tidings

_tidings() {
  local current=$2 previous=$3
  COMPREPLY=()
  case "$previous" in
    --token-file)
      compopt -o default
      return
      ;;
    --user-data-dir)
      compopt -o dirnames
      return
      ;;
    --limit)
      mapfile -t COMPREPLY < <(compgen -W '10 50 100 all' -- "$current")
      return
      ;;
    --server) return ;;
  esac

  local options='--server --token-file --user-data-dir'
  case " ${COMP_WORDS[*]} " in
    *' --history '*) options="$options --json --csv --limit --unread" ;;
    *' --status '*) options="$options --json" ;;
    *' --hidden '* | *' --show '* | *' --quit '*) ;;
    *) options="$options --hidden --show --quit --history --status --help --version" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}

complete -F _tidings tidings
