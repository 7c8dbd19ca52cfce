; What the app has registered with Windows while it ran is removed with it. An installer that replaces an older version runs
; the uninstaller too, and then everything stays: the app would take the missing registration for the user's wish.
; The names are those of electron/platform/system; a test compares them (tests/unit/platform/windows-identity.test.ts).

!define tidingsActivator "{1756B16D-0D0C-4997-A3E8-990A0F07E451}"
!define tidingsRun "Software\Microsoft\Windows\CurrentVersion\Run"
!define tidingsRunApproved "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

; Continues with what follows, up to ${endIf}, if the command in this value of the registry starts a program of this
; installation: another one may have registered itself since.
!macro ifStartsThisInstallation key name
  ReadRegStr $R0 HKCU "${key}" "${name}"
  ; The path may be in quotes.
  StrCpy $R1 $R0 1
  ${if} $R1 == '"'
    StrCpy $R0 $R0 "" 1
  ${endIf}
  StrLen $R1 "$INSTDIR\"
  StrCpy $R0 $R0 $R1
  ; Compares without regard to case.
  ${if} $R0 == "$INSTDIR\"
!macroend

!macro customUnInstall
  ClearErrors
  ${GetParameters} $R0
  ${GetOptions} $R0 "/KEEP_APP_DATA" $R1
  ${if} ${Errors}
    ; tidings: links
    !insertmacro ifStartsThisInstallation "Software\Classes\tidings\shell\open\command" ""
      DeleteRegKey HKCU "Software\Classes\tidings"
    ${endIf}

    ; Start at login, and what Task Manager knows about it
    !insertmacro ifStartsThisInstallation "${tidingsRun}" "${APP_ID}"
      DeleteRegValue HKCU "${tidingsRun}" "${APP_ID}"
      DeleteRegValue HKCU "${tidingsRunApproved}" "${APP_ID}"
    ${endIf}

    ; What Windows starts for a click on a notification
    !insertmacro ifStartsThisInstallation "Software\Classes\CLSID\${tidingsActivator}\LocalServer32" ""
      DeleteRegKey HKCU "Software\Classes\CLSID\${tidingsActivator}"
    ${endIf}
  ${endIf}
!macroend
