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

    /// What `--strategy` calls it: lower case, words joined by hyphens.
    String name();

    /// The technique it shows, such as the class or the lock it rests on.
    String technique();

    /// What it promises. A strategy broken on purpose promises what its correct twin promises.
    Guarantee[] guarantees();

    /// Who may have to wait for whom, in a few words.
    String progress() default "";

    /// When to choose it, in one line.
    String advice() default "";
}
