package dev.tenantry.shared.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.Texts;

/** What a page leads to, where values have been put in: programs carry some links out in place of opening them. */
public final class HtmlLinks implements NodeVisitor {

    private static final Set<String> ATTRIBUTES = Set.of("href", "src", "action", "formaction", "background", "poster",
            "cite", "data", "xlink:href", "longdesc", "dynsrc", "lowsrc");
    /** Programs pass over these, wherever they stand in it. */
    private static final Pattern IGNORED = Pattern.compile("[\\p{Cntrl}\\p{Z}\\p{Cf}]+");
    private static final Pattern CARRIED_OUT = Pattern
            .compile("(?:javascript|vbscript|livescript|jscript|file|blob|filesystem):.*|data:(?!image/).*",
                    Pattern.DOTALL);
    /** What makes a comment of a part of the page that some programs read. */
    private static final Pattern CONDITION = Pattern.compile("<!--\\[if[^>]*>|<!\\[endif\\]-->");
    private static final int SHOWN = 60;

    private @Nullable String fault;

    private HtmlLinks() {}

    /** Which link is none that a mail may have; null where each may be. */
    public static @Nullable String fault(String html) {
        var read = new HtmlLinks();
        HtmlPages.parse(html).traverse(read);
        if (html.contains("<!--[if")) {
            HtmlPages.parse(CONDITION.matcher(html).replaceAll("")).traverse(read);
        }
        return read.fault;
    }

    static boolean isUrl(String attribute) {
        return ATTRIBUTES.contains(attribute);
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof Element element) {
            element.attributes().forEach(attribute -> {
                if (ATTRIBUTES.contains(attribute.getKey().toLowerCase(Locale.ROOT))) {
                    check(attribute.getKey(), attribute.getValue());
                }
            });
        }
    }

    private void check(String attribute, String url) {
        var read = IGNORED.matcher(url).replaceAll("").toLowerCase(Locale.ROOT);
        if (CARRIED_OUT.matcher(read).matches()) {
            fault = attribute + " leads to '" + Texts.shown(url, SHOWN) + "', which is no link that a mail may have";
        }
    }
}
