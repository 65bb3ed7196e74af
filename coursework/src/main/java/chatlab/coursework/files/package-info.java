/// Reads files that people write, and writes files whole.
///
/// [Yaml] is the only YAML reader: all other classes ask it or [YamlMap], which checks keys and
/// names lines. [Nearest] finds the word that somebody meant. Everybody may call this package; it
/// calls nothing of this module.
@NullMarked
package chatlab.coursework.files;

import org.jspecify.annotations.NullMarked;
