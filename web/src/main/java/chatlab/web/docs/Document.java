package chatlab.web.docs;

import java.util.List;

/// One document of the lab, as it becomes a page.
///
/// @param source its path in the checkout
/// @param page its path in the site
/// @param title its first heading, as plain text
/// @param html its content
/// @param sections in order, the part before the first heading included
record Document(String source, String page, String title, String html, List<Section> sections) {

    /// What stands under one heading.
    ///
    /// @param level of the heading, from 1
    /// @param id that a link names; empty before the first heading
    /// @param text without marks, for the search
    record Section(int level, String id, String title, String text) {}

    Document {
        sections = List.copyOf(sections);
    }
}
