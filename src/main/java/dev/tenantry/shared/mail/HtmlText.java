package dev.tenantry.shared.mail;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/** What people read in a page, for mail programs that show none. */
public final class HtmlText {

    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
    private static final Set<String> CELLS = Set.of("td", "th");
    private static final Pattern ADDRESS = Pattern
            .compile("[\\s\"'/]href\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s>\"']++))", Pattern.CASE_INSENSITIVE);

    private static final int MOST_MARKS = 5;

    private final StringBuilder text = new StringBuilder();
    /** What is quoted, how often in another quote. */
    private int quoted;
    /** Where the link leads that has begun, and where its text begins. */
    private @Nullable String address;
    private int linked;

    private HtmlText() {}

    public static String of(String html) {
        var read = new HtmlText();
        for (var tokens = new HtmlTokens(html); tokens.next();) {
            read.add(tokens);
        }
        read.endLink();
        return read.text.toString().strip();
    }

    private void add(HtmlTokens tokens) {
        switch (tokens.kind()) {
            case TEXT -> add(Parser.unescapeEntities(tokens.written(), false));
            case START -> begin(tokens.name(), tokens.written());
            case END -> end(tokens.name());
            case NOTHING -> {
                // nobody reads it
            }
        }
    }

    private void begin(String element, String tag) {
        breakLines(element);
        switch (element) {
            case "td", "th" -> add(" ");
            case "li" -> {
                beginLine();
                text.append("- ");
            }
            case "blockquote" -> quoted++;
            case "a" -> beginLink(tag);
            default -> {
                // It is read as the rest is.
            }
        }
    }

    private void beginLink(String tag) {
        endLink();
        var href = ADDRESS.matcher(tag);
        address = href.find()
                ? Parser.unescapeEntities(Stream.of(href.group(1), href.group(2), href.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""), true)
                : null;
        linked = text.length();
    }

    private void end(String element) {
        if (element.equals("a")) {
            endLink();
        } else if (CELLS.contains(element)) {
            add(" ");
        } else if (!element.equals("br")) {
            breakLines(element);
            quoted = element.equals("blockquote") ? Math.max(0, quoted - 1) : quoted;
        }
    }

    /** As mail programs mark what is quoted. */
    private void beginLine() {
        if (quoted > 0 && (text.isEmpty() || text.charAt(text.length() - 1) == '\n')) {
            text.append(">".repeat(Math.min(quoted, MOST_MARKS))).append(' ');
        }
    }

    private void endLink() {
        if (address != null) {
            addAddress(address);
            address = null;
        }
    }

    private void addAddress(String url) {
        var shown = text.substring(Math.min(linked, text.length())).strip();
        if (!url.isBlank() && !shown.equals(url)) {
            text.append(" (").append(url).append(')');
        }
    }

    /** Line feeds of the page are spaces, of which one after another is one. */
    private void add(String piece) {
        piece.codePoints().map(character -> Character.isWhitespace(character) ? ' ' : character).forEach(character -> {
            if (character != ' ' || !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                beginLine();
                text.appendCodePoint(character);
            }
        });
    }

    private void breakLines(String element) {
        if (element.equals("br")) {
            breakLine(1, 0);
        } else if (!CELLS.contains(element) && Tag.isKnownTag(element) && Tag.valueOf(element).isBlock()) {
            breakLine(PARAGRAPHS.contains(element) ? 2 : 1, 2);
        }
    }

    /** @param known how many of the breaks that are there count */
    private void breakLine(int count, int known) {
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        var there = 0;
        while (there < Math.min(known, end) && text.charAt(end - 1 - there) == '\n') {
            there++;
        }
        text.append("\n".repeat(end == 0 ? 0 : Math.max(0, count - there)));
    }
}
