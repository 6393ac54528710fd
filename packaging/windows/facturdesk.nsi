; Installs FacturDesk on 64-bit Windows for the current user; built from dist\FacturDesk.
;   makensis -DVERSION=0.1.0 -DSOURCE=..\..\dist\FacturDesk -DOUTPUT=..\..\dist packaging\windows\facturdesk.nsi

Unicode true
Target amd64-unicode
!include "MUI2.nsh"
!include "FileFunc.nsh"

!ifndef VERSION
  !error "give the version: -DVERSION=x.y.z"
!endif
!ifndef SOURCE
  !error "give the folder of the frozen program: -DSOURCE=..."
!endif
!ifndef OUTPUT
  !define OUTPUT "."
!endif

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\FacturDesk"
!define ICON "..\..\resources\icons\facturdesk.ico"

Name "FacturDesk"
OutFile "${OUTPUT}\FacturDesk-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\FacturDesk"
RequestExecutionLevel user
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "FacturDesk"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "FacturDesk"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\FacturDesk.exe"
!insertmacro MUI_PAGE_LICENSE "..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "French"
!insertmacro MUI_LANGUAGE "English"

Section "FacturDesk"
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_internal" ; of the version before: nothing of the user's is in there
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\FacturDesk.lnk" "$INSTDIR\FacturDesk.exe"
  CreateShortcut "$DESKTOP\FacturDesk.lnk" "$INSTDIR\FacturDesk.exe"

  WriteRegStr HKCU "Software\Classes\.facturdesk" "" "FacturDesk.File"
  WriteRegStr HKCU "Software\Classes\FacturDesk.File" "" "FacturDesk"
  WriteRegStr HKCU "Software\Classes\FacturDesk.File\DefaultIcon" "" "$INSTDIR\FacturDesk.exe,0"
  WriteRegStr HKCU "Software\Classes\FacturDesk.File\shell\open\command" "" '"$INSTDIR\FacturDesk.exe" "%1"'

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${KEY}" "DisplayName" "FacturDesk"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\FacturDesk.exe"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall" ; the data files and the settings are the user's and stay
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\FacturDesk.exe"
  Delete "$INSTDIR\facturdesk-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\FacturDesk.lnk"
  Delete "$DESKTOP\FacturDesk.lnk"
  DeleteRegKey HKCU "Software\Classes\FacturDesk.File"
  DeleteRegKey HKCU "Software\Classes\.facturdesk"
  DeleteRegKey HKCU "${KEY}"
SectionEnd
