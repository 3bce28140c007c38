package dev.tenantry.shared.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Pages whose elements are no deeper in each other than anybody nests them: what reads a page looks at all that are open again and again. */
public final class HtmlNesting {

    private static final int DEEPEST = 100;
    /** Characters of one tag: each of its attributes is compared with all others. */
    private static final int LONGEST_TAG = 10_000;
    /** What ends by itself, where something else begins, or has no end. */
    private static final Set<String> ENDS_ITSELF = Set.of("area", "base", "br", "col", "embed", "hr", "img", "input",
            "link", "meta", "param", "source", "track", "wbr");

    private final Deque<String> open = new ArrayDeque<>();

    private HtmlNesting() {}

    /** The page without the tags of what is deeper, and without endless ones; its text stays. */
    public static String bounded(String html) {
        var nesting = new HtmlNesting();
        var kept = new StringBuilder(html.length());
        for (var tokens = new HtmlTokens(html); tokens.next();) {
            if (nesting.keeps(tokens)) {
                kept.append(tokens.written());
            }
        }
        return kept.toString();
    }

    private boolean keeps(HtmlTokens tokens) {
        var name = tokens.name();
        return switch (tokens.kind()) {
            case TEXT, NOTHING -> true;
            case START -> tokens.length() <= LONGEST_TAG && (ENDS_ITSELF.contains(name) || opens(name));
            case END -> ENDS_ITSELF.contains(name) || closes(name);
        };
    }

    private boolean opens(String name) {
        if (open.size() == DEEPEST) {
            return false;
        }
        open.push(name);
        return true;
    }

    private boolean closes(String name) {
        if (!open.contains(name)) {
            return false;
        }
        while (!open.pop().equals(name)) {
            // What is in it ends with it.
        }
        return true;
    }
}
