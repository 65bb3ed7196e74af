/// The page `/bench`: [BenchRunPage].
@NullMarked
package chatlab.web.bench;

import org.jspecify.annotations.NullMarked;
