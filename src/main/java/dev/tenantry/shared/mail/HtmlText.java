package dev.tenantry.shared.mail;

import java.util.Set;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What people read in a page, for mail programs that show none. */
public final class HtmlText implements NodeVisitor {

    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote");
    private static final Set<String> CELLS = Set.of("td", "th");

    private final StringBuilder text = new StringBuilder();
    /** Where the text of the link begins that has begun. */
    private int linked;

    private HtmlText() {}

    public static String of(String html) {
        var read = new HtmlText();
        HtmlPages.parse(html).body().traverse(read);
        return read.text.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode said) {
            add(said.getWholeText());
        } else if (node instanceof Element element) {
            breakLines(element);
            if (element.nameIs("li")) {
                text.append("- ");
            } else if (element.nameIs("a")) {
                linked = text.length();
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element) {
            if (element.nameIs("a")) {
                addAddress(element.attr("href"));
            } else if (CELLS.contains(element.normalName())) {
                add(" ");
            } else if (!element.nameIs("br")) {
                breakLines(element);
            }
        }
    }

    private void addAddress(String address) {
        var shown = text.substring(Math.min(linked, text.length())).strip();
        if (!address.isBlank() && !shown.equals(address)) {
            text.append(" (").append(address).append(')');
        }
    }

    /** Line feeds of the page are spaces, of which one after another is one. */
    private void add(String piece) {
        piece.codePoints().map(character -> Character.isWhitespace(character) ? ' ' : character).forEach(character -> {
            if (character != ' ' || !text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.appendCodePoint(character);
            }
        });
    }

    private void breakLines(Element element) {
        if (element.nameIs("br")) {
            breakLine(1, 0);
        } else if (element.isBlock() && !CELLS.contains(element.normalName())) {
            breakLine(PARAGRAPHS.contains(element.normalName()) ? 2 : 1, 2);
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
