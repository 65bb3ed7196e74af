package chatlab.strategies;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a broadcast strategy and what it promises.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Strategy {

    /// The name for `--strategy`: lower case, words joined by hyphens.
    String name();

    /// The technique it shows, such as the class or the lock that it uses.
    String technique();

    /// What it promises. A broken twin declares what its correct twin declares.
    Guarantee[] guarantees();
}
