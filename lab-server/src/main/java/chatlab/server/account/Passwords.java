package chatlab.server.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/// Hashes passwords with Argon2id, slowly and with much memory, so that a stolen file does not tell
/// them. Thread-safe.
public final class Passwords {
    /// What OWASP recommends at least: 19 MiB, 2 passes, 1 lane.
    private static final int KIBIBYTES = 19 * 1024;

    private static final int PASSES = 2;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private Passwords() {}

    public static String hash(String password) {
        return hash(password, KIBIBYTES, PASSES);
    }

    static String hash(String password, int kibibytes, int passes) {
        var function = Argon2Function.getInstance(kibibytes, passes, 1, HASH_BYTES, Argon2.ID);
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(function).getResult();
    }

    /// Whether this is the password. One check at a time, so that many who try cost neither all
    /// processors nor much memory.
    static boolean isRight(String password, String hash) {
        synchronized (Passwords.class) {
            return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
        }
    }

    /// Whether a file's word is a hash that [#isRight] can use.
    static boolean isHash(String word) {
        return word.matches("\\$argon2(id|i|d)\\$v=\\d+\\$m=\\d+,t=\\d+,p=\\d+\\$[^$]+\\$[^$]+");
    }
}
