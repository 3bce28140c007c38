package dev.tenantry.automation.graph;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.text.XmlText;

/**
 * A flowchart as SVG: the steps below one another, as they only lead forward, and what leaps over some in lanes beside them.
 * Texts are people's, so nothing of them becomes markup.
 */
final class Svg {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 46;
    private static final int ROW = 84;
    private static final int MARGIN = 24;
    private static final int LANE = 22;
    private static final int LABEL = 90;
    private static final int INDENT = 36;
    private static final int FRAME = 14;
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" font-family="sans-serif" font-size="13">
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z" fill="#475569"/></marker></defs>
            """;

    private final Flowchart chart;
    private final StringBuilder text = new StringBuilder();
    private int lanes;

    private Svg(Flowchart chart) {
        this.chart = chart;
    }

    static String of(Flowchart chart) {
        return new Svg(chart).drawn();
    }

    private String drawn() {
        chart.blocks().forEach(this::block);
        chart.edges().forEach(this::edge);
        for (var place = 0; place < chart.nodes().size(); place++) {
            node(place, chart.nodes().get(place));
        }
        var width = MARGIN + widest() + LABEL + lanes * LANE;
        var height = 2 * MARGIN + (chart.nodes().size() - 1) * ROW + HEIGHT;
        return HEAD.formatted(width, height) + text + "</svg>\n";
    }

    private void block(Flowchart.Block block) {
        var left = MARGIN + block.depth() * INDENT - FRAME;
        text.append(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"none\" stroke=\"#475569\" stroke-dasharray=\"4\"/>\n"
                        .formatted(left, top(block.first()) - FRAME, widest() + FRAME - left,
                                top(block.last()) - top(block.first()) + HEIGHT + FRAME + FRAME / 2));
        text.append("<text x=\"%s\" y=\"%s\" fill=\"#475569\">%s</text>\n"
                .formatted(left + FRAME / 2, top(block.first()) - 3, XmlText.quoted(block.title())));
    }

    private void node(int place, Flowchart.Node node) {
        var middle = middle(place);
        text.append("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"8\" fill=\"%s\" stroke=\"#475569\"/>\n"
                .formatted(left(place), top(place), WIDTH, HEIGHT, fill(node.status())));
        text.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" font-weight=\"bold\">%s</text>\n"
                .formatted(middle, top(place) + 20, XmlText.quoted(node.title())));
        var detail = node.status() == null ? node.detail() : node.detail() + ": " + node.status();
        text.append("<text x=\"%s\" y=\"%s\" text-anchor=\"middle\" fill=\"#475569\">%s</text>\n"
                .formatted(middle, top(place) + 37, XmlText.quoted(detail)));
    }

    private void edge(Flowchart.Edge edge) {
        var isNext = edge.to() == edge.from() + 1;
        var right = left(edge.from()) + WIDTH;
        var lane = widest() + LABEL + (isNext ? 0 : LANE * lanes++);
        var from = isNext ? top(edge.from()) + HEIGHT : top(edge.from()) + HEIGHT / 2;
        var path = isNext
                ? "M%s %sV%s".formatted(middle(edge.to()), from, top(edge.to()))
                : "M%s %sH%sV%sH%s".formatted(right, from, lane, top(edge.to()) + HEIGHT / 2,
                        left(edge.to()) + WIDTH);
        text.append("<path d=\"%s\" fill=\"none\" stroke=\"#475569\" marker-end=\"url(#arrow)\"/>\n".formatted(path));
        if (!edge.label().isEmpty()) {
            text.append("<text x=\"%s\" y=\"%s\" fill=\"#475569\">%s</text>\n".formatted(
                    isNext ? middle(edge.to()) + 8 : widest() + 8, isNext ? from + 22 : from - 5,
                    XmlText.quoted(edge.label())));
        }
    }

    private int left(int place) {
        return MARGIN + chart.nodes().get(place).depth() * INDENT;
    }

    private int middle(int place) {
        return left(place) + WIDTH / 2;
    }

    /** Where the steps end that stand furthest within others. */
    private int widest() {
        return MARGIN + WIDTH + INDENT * chart.nodes().stream().mapToInt(Flowchart.Node::depth).max().orElse(0);
    }

    private static int top(int place) {
        return MARGIN + place * ROW;
    }

    private static String fill(@Nullable String status) {
        return status == null ? Colours.NONE : Colours.of(status);
    }
}
