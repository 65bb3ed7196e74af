package chatlab.races.question;

import chatlab.strategies.Guarantee;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The guarantees that a race test asks about.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Asks {
    /// The guarantee that the test is about.
    Guarantee value();

    /// Others whose violations its samples show as well.
    Guarantee[] also() default {};
}
