package chatlab.races;

import chatlab.strategies.Guarantee;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The guarantees that a race test asks about.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Asks {
    /// The one for which the test is there.
    Guarantee value();

    /// Others that its samples show broken as well, if they are.
    Guarantee[] also() default {};
}
