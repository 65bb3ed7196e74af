/// The accounts that clients can log in to, from a file.
///
/// - **Read first:** [Accounts], who may log in; [AccountFile], the file.
/// - **In:** [Passwords] hashes and checks.
/// - **Callers:** `command`'s AUTHENTICATE asks; `lab server account` adds. This package calls no
///   other.
/// - **Change freely:** the cost of a new hash in [Passwords]; a hash carries its own.
@NullMarked
package chatlab.server.account;

import org.jspecify.annotations.NullMarked;
