package chatlab.engine.litmus;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The outcomes of a litmus test that the JLS and the specification of `VarHandle` allow.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Outcomes {
    /// Outcomes of some interleaving of the accesses (sequential consistency).
    String[] interleaved();

    /// Outcomes that only the memory model allows.
    String[] weak() default {};

    /// Of the weak ones, those that the engine does not find, since no read returns a later write.
    String[] notFound() default {};

    int preemptions() default 3;

    int staleReads() default 3;
}
