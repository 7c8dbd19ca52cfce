# fish completion for tidings, written by npm run options

complete -c tidings -f

# Only one of these.
set -l nothing_yet 'not __fish_seen_argument -l hidden -l show -l quit -l history -l status -l follow -l wait -l doctor'

complete -c tidings -l server -x -d 'Use this server for this run'
complete -c tidings -l token-file -r -F -d 'Read the access token from this file'
complete -c tidings -l user-data-dir -x -a '(__fish_complete_directories)' -d 'Keep everything the app writes below this folder'
complete -c tidings -n $nothing_yet -l hidden -d 'Start in the tray, without a window'
complete -c tidings -n $nothing_yet -l show -d 'Open the window of the running app'
complete -c tidings -n $nothing_yet -l quit -d 'End the running app'
complete -c tidings -n $nothing_yet -l history -d 'Print the history, newest first'
complete -c tidings -n $nothing_yet -l status -d 'Print the connection and what is unread'
complete -c tidings -n $nothing_yet -l follow -d 'Print items as they come, until interrupted'
complete -c tidings -n $nothing_yet -l wait -x -d 'Wait until this job ends'
complete -c tidings -n $nothing_yet -l doctor -x -d 'Check whether a server is fit for Tidings'
complete -c tidings -n '__fish_seen_argument -l history -l status -l follow -l wait -l doctor' -l json -d 'As JSON'
complete -c tidings -n '__fish_seen_argument -l history' -l csv -d 'As comma-separated values'
complete -c tidings -n '__fish_seen_argument -l history' -l limit -x -a '10 50 100 all' -d 'At most so many'
complete -c tidings -n '__fish_seen_argument -l history' -l unread -d 'Only what is unread'
complete -c tidings -n '__fish_seen_argument -l history' -l snoozed -d 'Only what has a reminder that is not due yet'
complete -c tidings -n '__fish_seen_argument -l history -l status -l follow' -l source -x -d 'Only of this server'
complete -c tidings -n '__fish_seen_argument -l doctor' -l junit -r -F -d 'Write the result as JUnit XML too'
complete -c tidings -n '__fish_seen_argument -l doctor' -l strict -d 'Warnings count as failures'
complete -c tidings -n '__fish_seen_argument -l doctor' -l seconds -x -d 'How long to observe the stream'
complete -c tidings -s h -l help -d 'Print a summary of the options'
complete -c tidings -s v -l version -d 'Print the version'
