/// What `lab.cmd` starts on Windows. [chatlab.launcher.LauncherMain] is the program and
/// [chatlab.launcher.Launcher] its steps: find a JDK ([chatlab.launcher.JdkSearch]), rebuild a
/// checkout whose sources are newer ([chatlab.launcher.Build]), start the lab.
///
/// On other systems the script `lab` takes the same steps, without a JVM before the lab's own. This
/// module uses only what Java 8 has, so that an old Java can say that it is too old.
@NullMarked
package chatlab.launcher;

import org.jspecify.annotations.NullMarked;
