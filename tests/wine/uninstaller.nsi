; An installer of nothing, whose uninstaller does what that of the app does beside removing files.
Target amd64-unicode
!include "${INCLUDE}"
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_ID "example.tidings.app"
Name "Tidings"
OutFile "${OUTPUT}"
InstallDir "${FOLDER}"
RequestExecutionLevel user
SilentInstall silent
SilentUnInstall silent

Section
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
SectionEnd

Section Uninstall
  SetRegView 64
  !insertmacro customUnInstall
SectionEnd
