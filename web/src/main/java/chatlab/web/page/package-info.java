/// What a page of the lab is: [WebPage].
@NullMarked
package chatlab.web.page;

import org.jspecify.annotations.NullMarked;
