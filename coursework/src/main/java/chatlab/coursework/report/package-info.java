/// Lab reports: prose and claims, and what the evidence beside them says of each claim.
@NullMarked
package chatlab.coursework.report;

import org.jspecify.annotations.NullMarked;
