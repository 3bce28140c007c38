package dev.tenantry.automation.graph;

import java.util.stream.Collectors;

/** A flowchart in the language of Mermaid. */
final class Mermaid {

    private static final String HARMLESS = " .,:_/-";

    private Mermaid() {}

    static String of(Flowchart chart) {
        var text = new StringBuilder("flowchart TD\n  %% ").append(chart.source()).append('\n');
        for (var index = 0; index < chart.nodes().size(); index++) {
            var place = index;
            var node = chart.nodes().get(index);
            chart.blocks()
                    .stream()
                    .filter(block -> block.first() == place)
                    .forEach(block -> text.append("  subgraph b%s[\"%s\"]\n".formatted(chart.blocks().indexOf(block),
                            quoted(block.title()))));
            text.append("  n%s[\"%s%s\"]\n".formatted(index, quoted(node.title()),
                    node.detail().isEmpty() ? "" : "<br/>" + quoted(node.detail())));
            chart.blocks().stream().filter(block -> block.last() == place).forEach(_ -> text.append("  end\n"));
        }
        for (var edge : chart.edges()) {
            text.append("  n%s -->%s n%s\n".formatted(edge.from(),
                    edge.label().isEmpty() ? "" : "|" + quoted(edge.label()) + "|", edge.to()));
        }
        for (var index = 0; index < chart.nodes().size(); index++) {
            var status = chart.nodes().get(index).status();
            if (status != null) {
                text.append("  style n%s fill:%s\n".formatted(index, Colours.of(status)));
            }
        }
        return text.toString();
    }

    /** Everything that could mean something to the language, or to the page that it is drawn in, is written as its number. */
    private static String quoted(String text) {
        return text.codePoints()
                .mapToObj(letter -> Character.isLetterOrDigit(letter) || HARMLESS.indexOf(letter) >= 0
                        ? Character.toString(letter)
                        : "#" + letter + ";")
                .collect(Collectors.joining());
    }
}
