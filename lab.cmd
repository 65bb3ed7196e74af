@echo off
rem The command lab on Windows. Finds any Java and starts chatlab.launcher.LauncherMain, which does the rest:
rem it finds a JDK that is new enough, rebuilds a checkout whose sources are newer, and starts the lab.
rem
rem Exit code 3: no Java, no Maven, or the launcher does not compile. Every other exit code is the command's own.
setlocal EnableExtensions DisableDelayedExpansion
set "java="
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%USERPROFILE%\.jdks\*") do if exist "%%~d\bin\java.exe" set "java=%%~d\bin\java.exe"
for %%j in (java.exe) do if not "%%~$PATH:j"=="" set "java=%%~$PATH:j"
rem Some people set JAVA_HOME with quotation marks around it.
if defined JAVA_HOME set "JAVA_HOME=%JAVA_HOME:"=%"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java goto no_java
if not exist "%~dp0lab.jar" if not exist "%~dp0launcher\target\classes" call :compile || exit /b 3
"%java%" -cp "%~dp0launcher\target\classes;%~dp0lab.jar" chatlab.launcher.LauncherMain "%~dp0." %*
exit /b %ERRORLEVEL%

:no_java
echo lab: needs a JDK 25 or newer and found none; install one, or set JAVA_HOME to it.>&2
exit /b 3

:compile
where mvn >nul 2>nul || goto no_maven
rem call would read % and ^ in a path a second time, so the path is not in its line.
pushd "%~dp0" || exit /b 3
call mvn -q -B -pl launcher -Dchecks.skip compile >&2
set "made=%ERRORLEVEL%"
popd
exit /b %made%

:no_maven
echo lab: the lab must be built first, but Maven is not on the PATH; install Apache Maven 3.8 or newer.>&2
exit /b 3
