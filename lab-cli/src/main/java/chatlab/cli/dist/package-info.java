/// The distribution: what people download. [chatlab.cli.dist.Distribution] lists its files,
/// [chatlab.cli.dist.Archives] packs them, and [chatlab.cli.dist.DistributionMain] is the program
/// that `mvn -Pdist package` runs. No command uses this package.
@NullMarked
package chatlab.cli.dist;

import org.jspecify.annotations.NullMarked;
