# bash completion for tidings

_tidings() {
  local current=$2 previous=$3
  COMPREPLY=()
  case "$previous" in
    --token-file | --junit)
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
    --server | --source | --wait | --doctor | --seconds) return ;;
  esac

  local options='--server --token-file --user-data-dir'
  case " ${COMP_WORDS[*]} " in
    *' --history '*) options="$options --json --csv --limit --unread --snoozed --source" ;;
    *' --status '* | *' --follow '*) options="$options --json --source" ;;
    *' --wait '*) options="$options --json" ;;
    *' --doctor '*) options="$options --json --junit --strict --seconds" ;;
    *' --hidden '* | *' --show '* | *' --quit '*) ;;
    *) options="$options --hidden --show --quit --history --status --follow --wait --doctor --help --version" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}

complete -F _tidings tidings
