package dev.tenantry.shared.mail;

import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** Pages that people write or programs make, read in a time that grows with their length, however deep they are. */
final class HtmlPages {

    /** At each tag all that are open are looked at. What is deeper stands beside, of the tables and lists of any mail nothing. */
    private static final int DEEPEST = 100;

    private HtmlPages() {}

    static Document parse(String html) {
        return Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, "");
    }
}
