package chatlab.relay;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a relay's ordering and what it promises.
///
/// It stands at a JGroups protocol of the stack, mostly the topmost, and speaks for the whole
/// stack.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Ordering {

    /// The name for `--relay`: lower case, words joined by hyphens.
    String name();

    /// The technique it shows, such as the protocol that it uses.
    String technique();

    /// What it promises.
    RelayGuarantee[] guarantees();
}
