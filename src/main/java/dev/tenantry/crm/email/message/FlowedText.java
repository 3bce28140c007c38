package dev.tenantry.crm.email.message;

/** Lines of format=flowed (RFC 3676) as the paragraphs that they are. */
final class FlowedText {

    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /** @param isSpaced whether the space at the end of a line is a part of the text */
    static String of(String text, boolean isSpaced) {
        var read = new StringBuilder(text.length());
        var depth = -1;
        for (var line : text.split("\n", -1)) {
            var quotes = quotes(line);
            var said = line.substring(quotes);
            said = said.startsWith(" ") ? said.substring(1) : said;
            var isSignature = said.equals(SIGNATURE);
            if (depth == quotes && !isSignature) {
                read.setLength(read.length() - 1);
            } else if (quotes > 0) {
                read.append(">".repeat(quotes)).append(' ');
            }
            var isFlowed = said.endsWith(" ") && !isSignature;
            read.append(isFlowed && !isSpaced ? said.substring(0, said.length() - 1) : said).append('\n');
            depth = isFlowed ? quotes : -1;
        }
        return read.substring(0, read.length() - 1);
    }

    private static int quotes(String line) {
        var quotes = 0;
        while (quotes < line.length() && line.charAt(quotes) == '>') {
            quotes++;
        }
        return quotes;
    }
}
