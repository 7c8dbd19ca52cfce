# bash completion for tidings, written by npm run options

_tidings() {
  local current=$2 previous=$3
  COMPREPLY=()
  case "$previous" in
    --server | --wait | --doctor | --source | --seconds)
      return
      ;;
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
  esac

  local options='--server --token-file --user-data-dir'
  case " ${COMP_WORDS[*]} " in
    *' --show '*) ;;
    *' --quit '*) ;;
    *' --history '*) options="$options --json --csv --limit --unread --snoozed --source" ;;
    *' --status '*) options="$options --json --source" ;;
    *' --follow '*) options="$options --json --source" ;;
    *' --wait '*) options="$options --json" ;;
    *' --doctor '*) options="$options --json --junit --strict --seconds" ;;
    *' --hidden '*) ;;
    *) options="$options --hidden --show --quit --history --status --follow --wait --doctor --help --version" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
}

complete -F _tidings tidings
