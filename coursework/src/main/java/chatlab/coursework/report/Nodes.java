package chatlab.coursework.report;

import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Ways through a parsed document, none of them recursive.
public final class Nodes {

    private Nodes() {}

    /// All nodes under one, each before its children.
    public static Iterable<Node> under(Node root) {
        return () -> new Walk(root);
    }

    /// The line in which a node begins, from 1; 0: not known.
    public static int line(Node node) {
        return node.getSourceSpans().isEmpty()
                ? 0
                : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }

    /// The text that people read, without marks.
    public static String text(Node root) {
        var text = new StringBuilder();
        for (Node node : under(root)) {
            switch (node) {
                case Text words -> text.append(words.getLiteral());
                case Code code -> text.append(code.getLiteral());
                case SoftLineBreak _, HardLineBreak _ -> text.append(' ');
                default -> {}
            }
        }
        return text.toString();
    }

    private static final class Walk implements Iterator<Node> {
        private final Node root;
        private @Nullable Node next;

        Walk(Node root) {
            this.root = root;
            this.next = root.getFirstChild();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Node next() {
            Node current = next;
            if (current == null) throw new NoSuchElementException();
            next = current.getFirstChild();
            for (Node up = current; next == null && up != null && up != root; up = up.getParent()) {
                next = up.getNext();
            }
            return current;
        }
    }
}
