/// For tests of pages: a real Chromium that loads, clicks, types and takes pictures.
///
/// [Browser] is all there is to use; [DevTools] speaks its protocol. Called by tests of every
/// module that makes pages. A module and not a test jar, because a test jar is missing when tests
/// are not compiled.
@NullMarked
package chatlab.browser;

import org.jspecify.annotations.NullMarked;
