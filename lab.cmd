@echo off
rem The command lab on Windows: finds a JDK, builds when the sources are newer than the build, and
rem starts the lab, as the script "lab" does on other systems.
rem
rem   LAB_JAVA_OPTS   more options for the JVM
rem
rem Exit code 3: no JDK, no Maven, or the build failed. Every other exit code is the command's own.
setlocal EnableExtensions DisableDelayedExpansion

set "needed=25"
for %%d in ("%~dp0.") do set "home=%%~fd"
set "jar=%home%\lab-cli\target\lab.jar"
set "stamp=%home%\lab-cli\target\lab.stamp"
set "lock=%home%\target\lab.lock"

call :find_jdk
if not defined jdk goto no_jdk

rem The doctor reports on the build as it is, fresh or not.
if "%~1"=="doctor" if exist "%jar%" goto start
call :is_fresh
if not errorlevel 1 goto start
call :build
if errorlevel 1 exit /b 3

:start
rem Short commands: they print something and end, so the optimizing compiler would not pay off.
set "flags=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:+DisplayVMOutputToStderr"
set "short="
if "%~1"=="" set "short=yes"
for %%c in (-h -V --help --version help completion doctor) do if "%~1"=="%%c" set "short=yes"
if "%~2"=="--help" set "short=yes"
if defined short set "flags=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC %flags%"
"%jdk%\bin\java.exe" %flags% %LAB_JAVA_OPTS% -jar "%jar%" %*
exit /b %ERRORLEVEL%

rem --- The JDK ---------------------------------------------------------------------------------------

:find_jdk
set "jdk="
set "old="
set "old_major=0"
if defined JAVA_HOME call :consider "%JAVA_HOME%"
set "on_path="
for %%j in (java.exe) do set "on_path=%%~$PATH:j"
if defined on_path for %%d in ("%on_path%\..\..") do call :consider "%%~fd"
for %%v in ("Eclipse Adoptium" Java Microsoft Zulu "Amazon Corretto" BellSoft OpenJDK Semeru) do (
    for /d %%d in ("%ProgramFiles%\%%~v\*") do call :consider "%%~d"
    for /d %%d in ("%LOCALAPPDATA%\Programs\%%~v\*") do call :consider "%%~d"
)
for /d %%d in ("%USERPROFILE%\.jdks\*") do call :consider "%%~d"
for /d %%d in ("%USERPROFILE%\.sdkman\candidates\java\*") do call :consider "%%~d"
for /d %%d in ("%USERPROFILE%\scoop\apps\*jdk*") do call :consider "%%~d\current"
exit /b 0

rem Chooses this folder if it holds a JDK that is new enough. The JDK's release file says so, without
rem starting a JVM.
:consider
if defined jdk exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "version="
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set "version=%%~l"
if not defined version exit /b 0
for /f "delims=.+-_" %%m in ("%version%") do set "major=%%m"
if %major% geq %needed% goto take
if %major% leq %old_major% exit /b 0
set "old_major=%major%"
set "old=%version% in %~1"
exit /b 0
:take
set "jdk=%~1"
exit /b 0

:no_jdk
if not defined old set "old=none"
if not "%old%"=="none" set "old=only %old%"
echo lab: needs a JDK %needed% or newer and found %old%; install one, or set JAVA_HOME to it.>&2
exit /b 3

rem --- The build -------------------------------------------------------------------------------------

rem A build is fresh when none of its sources is newer than its stamp. Folders count, too: a folder
rem changes when a file in it is deleted.
:is_fresh
if not exist "%jar%" exit /b 1
if not exist "%stamp%" exit /b 1
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:stamp).LastWriteTimeUtc; Set-Location -LiteralPath $env:home; $made = @(Get-Item pom.xml, */pom.xml, */src/main) + @(Get-ChildItem -Recurse -Path */src/main); if ($made | Where-Object LastWriteTimeUtc -gt $built) { exit 1 }"
exit /b %ERRORLEVEL%

:build
where mvn >nul 2>nul
if errorlevel 1 goto no_maven
if not exist "%home%\target" mkdir "%home%\target"
set "waiting="
:take_lock
mkdir "%lock%" 2>nul
if not errorlevel 1 goto locked
if not defined waiting echo lab: another lab is building; waiting until it is done. If no other lab runs, delete %lock%.>&2
set "waiting=yes"
ping -n 2 127.0.0.1 >nul
goto take_lock
:locked
if not defined waiting goto make
call :is_fresh
if not errorlevel 1 goto unlock
:make
if exist "%jar%" echo lab: the sources have changed; building, which may take a few minutes.>&2
if not exist "%jar%" echo lab: building the lab; the first build takes one to three minutes.>&2
type nul >"%home%\target\lab.begun"
pushd "%home%"
set "JAVA_HOME=%jdk%"
call mvn -q -B -Dstyle.color=never -Dmaven.test.skip=true -Dchecks.skip package <nul >"%home%\target\lab-build.log" 2>&1
set "result=%ERRORLEVEL%"
popd
if not "%result%"=="0" goto failed
rem As old as the start of the build: files saved during the build are newer.
move /y "%home%\target\lab.begun" "%stamp%" >nul
:unlock
rmdir "%lock%"
exit /b 0

:failed
rmdir "%lock%"
findstr /b /c:"[ERROR]" "%home%\target\lab-build.log" >&2
echo lab: the build failed; the complete output of Maven is in %home%\target\lab-build.log.>&2
exit /b 3

:no_maven
echo lab: the lab must be built first, but Maven is not on the PATH; install Apache Maven 3.8 or newer.>&2
exit /b 3
